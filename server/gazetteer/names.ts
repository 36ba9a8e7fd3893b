import type { Level } from '../schema.ts'

/** The 55 minorities as place names write them; 族 is added where the name has it. */
const PEOPLES =
  '蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 毛难 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 各'.split(
    ' ',
  )
/** These stand in names without 族 too (哈萨克自治州) and are no ordinary words. */
const WITHOUT_ZU = new Set('蒙古 哈萨克 柯尔克孜 达斡尔 塔吉克 乌孜别克 俄罗斯 鄂温克 塔塔尔 鄂伦春 锡伯'.split(' '))
const ENDINGS = [...PEOPLES.map((p) => `${p}族`), ...WITHOUT_ZU].sort((a, b) => b.length - a.length)
/** Most names end otherwise, and 41,000 are asked at the start. */
const LAST = new Set(ENDINGS.map((ending) => ending.at(-1)))

/** 自治县, 县, 市… longest first. */
const COUNTY_SUFFIXES = ['自治县', '自治州', '自治旗', '自治区', '地区', '省', '县', '市', '区', '旗', '盟', '州']
/** By last character, because every name of the gazetteer is asked. */
const TOWNSHIP_SUFFIXES: Record<string, string[]> = {
  镇: ['镇'],
  乡: ['民族乡', '乡'],
  道: ['街道'],
  街: ['街'],
  木: ['苏木'],
  处: ['街道办事处'],
  办: ['街道办'],
  区: ['地区'],
}

/** Cuts the names of peoples off the end, as long as two characters remain (one where `least` says so). */
function withoutPeoples(stem: string, least = 2): string {
  let rest = stem.endsWith('民族') && stem.length - 2 >= least ? stem.slice(0, -2) : stem
  for (;;) {
    if (!LAST.has(rest.at(-1) ?? '')) return rest
    const ending = ENDINGS.find((e) => rest.endsWith(e) && rest.length - e.length >= least)
    if (!ending) return rest
    rest = rest.slice(0, -ending.length)
  }
}

/**
 * Level of a township-level unit by its name; the snapshot has no field for it. 某某族乡 is a 民族乡 (《民族乡行政工作条例》);
 * development zones, farms and forest farms are 其他.
 */
export function levelOf(name: string): Level {
  const last = name.at(-1)
  if (last === '镇' || name.endsWith('镇）')) return '镇'
  if (name.endsWith('街道') || name.endsWith('街道办事处') || name.endsWith('街道）')) return '街道'
  if (name.endsWith('苏木')) return '苏木'
  if (last !== '乡') return '其他'
  const stem = name.slice(0, -1)
  return stem.endsWith('民族') || withoutPeoples(stem, 1) !== stem ? '民族乡' : '乡'
}

/** 保安藏族乡 → { stem: 保安, suffix: 乡 }; a name without a known suffix is all stem. */
export function splitTownship(name: string): { stem: string; suffix: string } {
  const suffix = suffixOf(name)
  const bare = name.slice(0, name.length - suffix.length)
  return { stem: withoutPeoples(bare, bare.length > 3 ? 2 : 1), suffix }
}

function suffixOf(name: string): string {
  for (const suffix of TOWNSHIP_SUFFIXES[name.at(-1) ?? ''] ?? [])
    if (name.endsWith(suffix) && name.length > suffix.length) return suffix
  return ''
}

/** 湘乡市 → 湘乡, 景宁畲族自治县 → 景宁, 城区 → 城. */
export function coreOf(area: string): string {
  const suffix = COUNTY_SUFFIXES.find((s) => area.endsWith(s) && area.length > s.length) ?? ''
  const core = withoutPeoples(area.slice(0, area.length - suffix.length))
  return suffix.startsWith('自治') && ENDINGS.includes(core) && core.endsWith('族') ? core.slice(0, -1) : core
}

/** Usual shorter forms of a county's, city's or province's name: 景宁县, 恩施州, 管城区, 石家庄高新区, 内蒙古. Without the name itself. */
export function shortForms(area: string): string[] {
  const core = coreOf(area)
  const forms = new Set<string>()
  if (area.endsWith('自治县')) forms.add(`${core}县`)
  else if (area.endsWith('自治州')) forms.add(`${core}州`)
  else if (area.endsWith('自治旗')) forms.add(`${core}旗`)
  else if (area.endsWith('自治区')) forms.add(area.startsWith('内蒙古') ? '内蒙古' : core.slice(0, 2))
  else if (area.endsWith('区') && `${core}区` !== area) forms.add(`${core}区`)
  for (const [long, short] of [
    ['高新技术产业开发区', '高新区'],
    ['经济技术开发区', '经开区'],
    ['经济开发区', '经开区'],
  ] as const)
    if (area.endsWith(long) && area.length > long.length) forms.add(area.slice(0, -long.length) + short)
  forms.delete(area)
  return [...forms].filter((form) => form.length > 1)
}
