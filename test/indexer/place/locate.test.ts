import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { locate, type PlaceInput } from '../../../indexer/place/locate.ts'
import { PAGE } from '../../../indexer/stages.ts'
import { loadGazetteer } from '../../../server/gazetteer/load.ts'
import type { Level } from '../../../server/schema.ts'

const gazetteer = loadGazetteer(join(import.meta.dirname, '../../../data/gazetteer'))

/** An invented report; `extra` is the sentence under test, amid words that look like counties and are none. */
const report = (name: string, extra = ''): string =>
  `${name}2023年度法治政府建设情况报告
2023年，${name}紧盯年度任务，${extra}稳步推进各项工作。党委和县政府高度重视，响应县级倡议，推进示范县创建，各项城市管理有序。
一、主要做法
（一）压实责任。会同公安、司法等部门开展联合检查，打造和平社区，建成县乡两级通道，惠及江北区域群众。
二、存在的不足
专业力量偏弱，有待补齐。`

const find = (name: string, level: Level, more: Partial<PlaceInput> = {}) => {
  const place = locate(
    { township: { name, level }, title: `${name}2023年度报告`, text: report(name), ...more },
    gazetteer,
  )
  return { ...place?.township, candidates: place?.candidates }
}
const inText = (name: string, level: Level, extra: string) => find(name, level, { text: report(name, extra) })

describe('a homonym', () => {
  it('stays unknown without evidence, and lists what it may be', () => {
    const place = find('城关镇', '镇')
    expect(place).toMatchObject({ name: '城关镇', level: '镇' })
    expect(place).not.toHaveProperty('code')
    expect(place).not.toHaveProperty('county')
    expect(place.candidates?.length).toBeGreaterThan(10)
    expect(place.candidates?.[0]).toMatch(/^\d{9} .+ · 城关镇$/)
  })

  it.each([
    ['城关镇', '中共谷城县委、谷城县人民政府：', '谷城县'],
    ['城关镇', '县委、固始县人民政府', undefined],
    ['城关镇', '中共叶县县委、县人民政府', undefined],
    ['太平镇', '中共谷城县委', undefined],
    ['保安镇', '叶县县委、县政府：', '叶县'],
    ['保安镇', '中共洛南县委 洛南县人民政府', '洛南县'],
    ['新镇', '中共浚县县委', undefined],
  ])('%s addressed to %s lies in %s', (name, addressee, county) => {
    const place = find(name, '镇', { addressee })
    if (county) expect(place).toMatchObject({ county, code: expect.stringMatching(/^\d{9}$/) })
    else expect(place.code === undefined || gazetteer.label(place.code).includes(place.county ?? '?')).toBe(true)
  })

  it.each<[string, Partial<PlaceInput>]>([
    ['the issuer', { issuer: '中共大冶市保安镇委员会' }],
    ['the title', { title: '湖北省大冶市保安镇2023年法治政府建设年度报告' }],
    ['the signature', { text: `${report('保安镇')}\n大冶市保安镇人民政府\n2024年1月8日` }],
    ['the superior named in the text', { text: report('保安镇', '在大冶市委、市政府的领导下，') }],
    ['a slogan', { text: report('保安镇', '为法治大冶、平安大冶建设出力，') }],
    ['a channel', { text: report('保安镇', '依托“大冶发布”公众号推送，') }],
    ['the full name', { text: report('保安镇', '黄石市大冶市保安镇政务大厅启用，') }],
    ['a folder', { filePath: '/资料/湖北省/大冶市/保安镇2023.txt' }],
    ['a folder without 市', { filePath: 'D:\\资料\\大冶\\保安镇2023.docx' }],
    ['the file name', { filePath: '大冶保安镇2023.txt' }],
    ['the address', { url: 'https://www.daye.gov.cn/xxgk/content_1.html' }],
    ['the address of the city', { url: 'http://sfj.huangshi.gov.cn/a.html' }],
    ['the publisher on the page', { meta: { 发布机构: '大冶市司法局' } }],
    ['the name as the parser took it', { township: { name: '大冶市保安镇', level: '镇' } }],
    ['the only province it lies in', { text: report('保安镇', '学习《湖北省法治宣传教育条例》，') }],
    ['neighbouring townships', { text: report('保安镇', '与还地桥镇、灵乡镇、金湖街道联合执法，') }],
  ])('is decided by %s', (_, more) => {
    const place = find('保安镇', '镇', more)
    expect(place).toMatchObject({
      code: '420281101',
      name: '保安镇',
      county: '大冶市',
      city: '黄石市',
      province: '湖北省',
    })
    expect(place.confidence).toBeGreaterThan(0.3)
    expect(place.evidence?.length).toBeGreaterThan(0)
  })

  it('is not decided by a place that was visited or a slogan on its own name', () => {
    expect(inText('保安镇', '镇', '组织干部赴大冶市考察，')).not.toHaveProperty('code')
    expect(inText('保安镇', '镇', '建设法治保安、平安保安，')).not.toHaveProperty('code')
  })

  it('is more certain the more speaks for it', () => {
    const weak = find('保安镇', '镇', { url: 'http://www.huangshi.gov.cn' })
    const strong = find('保安镇', '镇', { addressee: '中共大冶市委', text: report('保安镇', '在大冶市委领导下，') })
    expect(weak.confidence).toBeLessThan(strong.confidence ?? 0)
  })
})

describe('a slogan', () => {
  it('on an everyday word counts when two slogans bear it', () => {
    expect(inText('西山乡', '乡', '建设法治互助，')).not.toHaveProperty('code')
    expect(inText('西山乡', '乡', '建设法治互助、平安互助，')).toMatchObject({ county: '互助土族自治县' })
  })

  it('takes names of one character with their suffix', () => {
    expect(inText('保安镇', '镇', '建设法治叶县、平安叶县，')).toMatchObject({ county: '叶县' })
  })

  it('on a name shared by a city and its county speaks for the city', () => {
    const place = inText('太平镇', '镇', '建设法治朝阳，')
    expect(place.county).toBeUndefined()
  })
})

describe('evidence that disagrees', () => {
  it('lets the addressee win over a slogan left from a template', () => {
    const place = find('中沙镇', '镇', {
      addressee: '中共桂平市委、桂平市人民政府',
      text: report('中沙镇', '为法治湘乡建设出力，'),
    })
    expect(place).toMatchObject({ code: '450881111', county: '桂平市' })
    expect(place.confidence).toBeLessThan(0.85)
  })

  it('leaves two equal sides undecided', () => {
    const place = inText('中沙镇', '镇', '在湘乡市委、湘乡市政府和桂平市委、桂平市政府的关心下，')
    expect(place).not.toHaveProperty('code')
    expect(place.candidates).toHaveLength(2)
  })

  it('follows the addressee where the only unit of that name lies elsewhere', () => {
    const place = find('湾沟镇', '镇', { addressee: '中共沈丘县委、沈丘县人民政府' })
    expect(place).toMatchObject({ name: '湾沟镇', county: '沈丘县', province: '河南省' })
    expect(place).not.toHaveProperty('code')
  })
})

describe('a unique name in another province than the one named', () => {
  it('is not inferred', () => {
    const place = find('湾沟镇', '镇', { title: '河南省周口市湾沟镇2023年度报告' })
    expect(place).toMatchObject({ city: '周口市', province: '河南省' })
    expect(place).not.toHaveProperty('code')
  })
})

describe('an area inside the name of the township', () => {
  it('proves nothing', () => {
    const place = find('新市区街道', '街道')
    expect(place.county).not.toBe('新市区')
  })
})

describe('counties that share a name', () => {
  it('need the city', () => {
    expect(inText('西湖街道', '街道', '在西湖区委、西湖区政府领导下，')).not.toHaveProperty('code')
    const place = inText('西湖街道', '街道', '在杭州市西湖区委、区政府领导下，')
    expect(place).toMatchObject({ county: '西湖区', city: '杭州市', name: '西湖街道' })
  })

  it('do with a township that only one of them has', () => {
    expect(inText('华大街道', '街道', '在鼓楼区委领导下，')).toMatchObject({ county: '鼓楼区', city: '福州市' })
  })

  it('with everyday names count with an organ or their city', () => {
    expect(find('东华街道', '街道', { addressee: '中共东区委、东区人民政府' })).toMatchObject({ city: '攀枝花市' })
    expect(inText('北街街道', '街道', '改造老城区、新城区，')).not.toHaveProperty('code')
  })
})

describe('two candidates in one city', () => {
  it('give the city, no code, and the two as candidates', () => {
    const place = inText('李集街道', '街道', '在武汉市委、市政府领导下，')
    expect(place).toMatchObject({ city: '武汉市', province: '湖北省' })
    expect(place).not.toHaveProperty('code')
    expect(place).not.toHaveProperty('county')
    expect(place.candidates).toHaveLength(2)
  })

  it('are told apart by 县委 or 区委 where only one of them is a county', () => {
    const place = find('寨里镇', '镇', { addressee: '县委、县政府：', text: report('寨里镇', '落实南平市部署，') })
    expect(place).toMatchObject({ county: '光泽县', code: expect.stringMatching(/^\d{9}$/) })
  })
})

describe('a name the country has once', () => {
  it('is inferred, and says so, with little confidence', () => {
    const place = find('石槽集乡', '乡')
    expect(place).toMatchObject({ code: '411624201', confidence: 0.6 })
    expect(place.evidence?.join()).toContain('据唯一名推断')
  })

  it('is surer with evidence', () => {
    const place = find('石槽集乡', '乡', { addressee: '中共沈丘县委' })
    expect(place.confidence).toBeGreaterThan(0.9)
    expect(place.evidence?.join()).not.toContain('推断')
  })
})

describe('a name written differently', () => {
  it.each<[string, Level, string, string, Level, string]>([
    ['鹤龙街', '街道', '广州市白云区委', '鹤龙街道', '街道', '440111017'],
    ['鹤龙街道办事处', '街道', '广州市白云区委', '鹤龙街道', '街道', '440111017'],
    ['长哨营乡', '乡', '北京市怀柔区委', '长哨营满族乡', '民族乡', '110116211'],
    ['石槽乡', '乡', '中共沈丘县委', '石槽集乡', '乡', '411624201'],
    ['石槽集镇', '镇', '中共沈丘县委', '石槽集镇', '镇', '411624201'],
    ['金盏乡', '乡', '北京市朝阳区委', '金盏乡', '乡', '110105036'],
    ['长辛店镇', '镇', '北京市丰台区委', '长辛店镇', '镇', '110106100'],
  ])('%s (%s) under %s is %s', (name, level, addressee, found, foundLevel, code) => {
    expect(find(name, level, { addressee })).toMatchObject({ name: found, level: foundLevel, code })
  })

  it('is not guessed across the country', () => {
    expect(find('石槽集镇', '镇')).not.toHaveProperty('code')
    expect(find('鹤山峪乡', '乡')).not.toHaveProperty('code')
  })
})

describe('counties by their other names', () => {
  it.each<[string, Level, string, string]>([
    ['南公营子镇', '镇', '喀左县委', '喀喇沁左翼蒙古族自治县'],
    ['新镇', '镇', '奈曼旗旗委、旗政府', '奈曼旗'],
    ['四季青街道', '街道', '江干区委、区政府', '上城区'],
    ['乔司街道', '街道', '余杭区委、区政府', '临平区'],
    ['张沟镇', '镇', '仙桃市委、市政府', '仙桃市'],
    ['石龙镇', '镇', '东莞市委、市政府', '东莞市'],
    ['复兴镇', '镇', '重庆市忠县县委', '忠县'],
  ])('%s (%s) under %s lies in %s', (name, level, superior, county) => {
    expect(inText(name, level, `在${superior}的领导下，`)).toMatchObject({
      county,
      code: expect.stringMatching(/^\d{9}$/),
    })
  })

  it('leave out the city where the code system has only a placeholder', () => {
    const place = inText('张沟镇', '镇', '在仙桃市委领导下，')
    expect(place).toMatchObject({ county: '仙桃市', province: '湖北省' })
    expect(place).not.toHaveProperty('city')
  })
})

describe('a township that is not in the gazetteer', () => {
  it('gets the county that the evidence names, and no code', () => {
    const place = find('竹浦洼镇', '镇', { addressee: '中共沈丘县委、沈丘县人民政府' })
    expect(place).toMatchObject({ name: '竹浦洼镇', county: '沈丘县', city: '周口市', province: '河南省' })
    expect(place).not.toHaveProperty('code')
    expect(place.evidence?.join()).toContain('只定到县')
  })

  it('gets the city where only that is named', () => {
    const place = find('竹浦洼镇', '镇', { title: '周口市竹浦洼镇2023年度报告' })
    expect(place).toMatchObject({ city: '周口市', province: '河南省' })
    expect(place).not.toHaveProperty('county')
  })

  it('stays unknown where nothing is named', () => {
    expect(find('竹浦洼镇', '镇')).toEqual({ name: '竹浦洼镇', level: '镇', candidates: undefined })
  })
})

describe('a report whose township the parser did not find', () => {
  it('takes the one its title names', () => {
    const place = locate({ title: '大冶市保安镇2023年度报告', text: '我镇认真履职。' }, gazetteer)
    expect(place?.township).toMatchObject({ name: '保安镇', code: '420281101' })
  })

  it('is left alone where the title names none', () => {
    expect(locate({ title: '关于2023年度工作的报告', text: '我镇认真履职。' }, gazetteer)).toBeUndefined()
  })
})

describe('the page around a report', () => {
  it.each([
    ['a breadcrumb', '首页 > 政务公开 > 谷城县 > 城关镇', '谷城县'],
    ['the foot of the page', '主办单位：谷城县人民政府办公室', '谷城县'],
    ['the credit code in the index number', '[ 索引号 ] 11420625011450000A/2024-00012', '谷城县'],
    ['the county’s code in the index number', '- 索 引 号：420625/2024-00158', '谷城县'],
    ['the address', '网站地址：http://www.hbgucheng.gov.cn/zwgk', '谷城县'],
    ['links to the neighbours', '友情链接：谷城县 保康县 南漳县', undefined],
  ])('places it by %s', (_, line, county) =>
    expect(find('城关镇', '镇', { meta: { [PAGE]: `打印\n${line}` } }).county).toBe(county),
  )
})

describe('the province', () => {
  it.each([
    ['a speech on it', '深入贯彻总书记考察福建重要讲话重要指示精神，', '福建省'],
    ['an instruction to it', '落实对西藏工作的系列重要指示要求，', '西藏自治区'],
    ['a service of its own', '引导群众使用“皖事通”办事，', '安徽省'],
    ['a speech on no place', '学习总书记关于依法治国的重要讲话，对下级重要批示及时办理，', undefined],
  ])('is betrayed by %s', (_, sentence, province) => expect(inText('城关镇', '镇', sentence).province).toBe(province))
})
