import { describe, expect, it } from 'vitest'
import { coreOf, levelOf, shortForms, splitTownship } from '../../../server/gazetteer/names.ts'

describe('names of places', () => {
  it.each([
    ['中沙镇', '镇'],
    ['石槽集乡', '乡'],
    ['保安藏族乡', '民族乡'],
    ['五道营子满族乡', '民族乡'],
    ['拉扎民族乡', '民族乡'],
    ['民族团结乡', '乡'],
    ['大南沟乌孜别克乡', '民族乡'],
    ['城东乡', '乡'],
    ['前东乡', '乡'],
    ['鹤龙街道', '街道'],
    ['科技城（东渚街道）', '街道'],
    ['浒墅关经开区（镇）', '镇'],
    ['巴彦苏木', '苏木'],
    ['军垦农场', '其他'],
    ['经济开发区管委会', '其他'],
  ])('%s is a %s', (name, level) => {
    expect(levelOf(name)).toBe(level)
  })

  it.each([
    ['湘乡市', '湘乡'],
    ['景宁畲族自治县', '景宁'],
    ['积石山保安族东乡族撒拉族自治县', '积石山'],
    ['双江拉祜族佤族布朗族傣族自治县', '双江'],
    ['东乡族自治县', '东乡'],
    ['鄂温克族自治旗', '鄂温克'],
    ['隆林各族自治县', '隆林'],
    ['巴里坤哈萨克自治县', '巴里坤'],
    ['梅里斯达斡尔族区', '梅里斯'],
    ['恩施土家族苗族自治州', '恩施'],
    ['叶县', '叶'],
  ])('the bare name of %s is %s', (area, core) => {
    expect(coreOf(area)).toBe(core)
  })

  it.each([
    ['景宁畲族自治县', ['景宁县']],
    ['管城回族区', ['管城区']],
    ['石家庄高新技术产业开发区', expect.arrayContaining(['石家庄高新区'])],
    ['大冶市', []],
  ])('%s is also called %s', (area, forms) => {
    expect(shortForms(area)).toEqual(forms)
  })

  it('takes a township apart into stem and suffix', () => {
    expect(splitTownship('保安藏族乡')).toEqual({ stem: '保安', suffix: '乡' })
    expect(splitTownship('东街街道')).toEqual({ stem: '东街', suffix: '街道' })
    expect(splitTownship('鹤龙街')).toEqual({ stem: '鹤龙', suffix: '街' })
    expect(splitTownship('镇')).toEqual({ stem: '镇', suffix: '' })
  })
})
