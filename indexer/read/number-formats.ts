/** How a counter is written, by the names of ECMA-376 §17.18.59 (ST_NumberFormat); undefined for bullets and none. */
export function formatNumber(value: number, format: string): string | undefined {
  if (!Number.isInteger(value) || value < 0 || value > 32_767) return ''
  return writers[format]?.(value)
}

const digits = '〇一二三四五六七八九'
const heavenly = '甲乙丙丁戊己庚辛壬癸'
const earthly = '子丑寅卯辰巳午未申酉戌亥'

const counted = (value: number): string => chinese(value, '零一二三四五六七八九', ['', '十', '百', '千', '万'])
const decimal = (value: number): string => String(value)
const full = (value: number): string =>
  decimal(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
const circled = (value: number): string =>
  value >= 1 && value <= 20 ? String.fromCodePoint(0x245f + value) : decimal(value)
const bracketed = (value: number): string =>
  value >= 1 && value <= 20 ? String.fromCodePoint(0x2473 + value) : `(${value})`
const bracketedHan = (value: number): string =>
  value >= 1 && value <= 10 ? String.fromCodePoint(0x321f + value) : `(${counted(value)})`
const cycle =
  (signs: string) =>
  (value: number): string =>
    value < 1 ? '' : (signs[(value - 1) % signs.length] ?? '')

const writers: Record<string, (value: number) => string> = {
  decimal,
  decimalZero: (value) => decimal(value).padStart(2, '0'),
  decimalFullWidth: full,
  decimalFullWidth2: full,
  decimalHalfWidth: decimal,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedFullstop: (value) => (value >= 1 && value <= 20 ? String.fromCodePoint(0x2487 + value) : `${value}.`),
  decimalEnclosedParen: bracketed,
  ideographEnclosedCircle: (value) =>
    value >= 1 && value <= 10 ? String.fromCodePoint(0x327f + value) : counted(value),
  ideographParen: bracketedHan,
  chineseCounting: counted,
  chineseCountingThousand: counted,
  japaneseCounting: counted,
  taiwaneseCounting: counted,
  taiwaneseCountingThousand: counted,
  ideographDigital: (value) => decimal(value).replace(/\d/g, (digit) => digits[Number(digit)] ?? ''),
  japaneseDigitalTenThousand: (value) => decimal(value).replace(/\d/g, (digit) => digits[Number(digit)] ?? ''),
  taiwaneseDigital: (value) => decimal(value).replace(/\d/g, (digit) => digits[Number(digit)] ?? ''),
  chineseLegalSimplified: (value) => chinese(value, '零壹贰叁肆伍陆柒捌玖', ['', '拾', '佰', '仟', '万']),
  ideographLegalTraditional: (value) => chinese(value, '零壹貳參肆伍陸柒捌玖', ['', '拾', '佰', '仟', '萬']),
  ideographTraditional: cycle(heavenly),
  ideographZodiac: cycle(earthly),
  upperRoman: roman,
  lowerRoman: (value) => roman(value).toLowerCase(),
  upperLetter: letter,
  lowerLetter: (value) => letter(value).toLowerCase(),
  ordinal: (value) => `${value}.`,
}

/** 10 十, 12 十二, 105 一百零五. */
function chinese(value: number, signs: string, units: readonly string[]): string {
  if (value === 0) return signs[0] ?? ''
  const text = [...decimal(value)]
    .map((digit, i, all) => (digit === '0' ? signs[0] : `${signs[Number(digit)]}${units[all.length - 1 - i]}`))
    .join('')
  const zero = signs[0] ?? ''
  return text
    .replace(new RegExp(`${zero}+`, 'g'), zero)
    .replace(new RegExp(`${zero}$`), '')
    .replace(/^一十/, '十')
}

function roman(value: number): string {
  const steps: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let rest = value
  return steps
    .map(([step, sign]) => {
      const times = Math.floor(rest / step)
      rest -= times * step
      return sign.repeat(times)
    })
    .join('')
}

/** A…Z, then AA, BB… */
function letter(value: number): string {
  if (value < 1) return ''
  return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.min(20, Math.ceil(value / 26)))
}
