/** A filter that can be written into a query, `年份:2023` or `year:2023`. This table is also the help page. */
export type QueryField = {
  field: 'year' | 'place' | 'level' | 'section' | 'theme' | 'practice' | 'stance' | 'named' | 'report'
  names: string[]
  example: string
  /** digits of the place code, where the name asks for one level of place */
  digits?: number
}

export const queryFields: readonly QueryField[] = [
  { field: 'year', names: ['年份', 'year'], example: '年份:2021-2023' },
  { field: 'place', names: ['乡镇', 'township'], example: '乡镇:青石镇', digits: 9 },
  { field: 'place', names: ['县', 'county'], example: '县:云岭县', digits: 6 },
  { field: 'place', names: ['市', 'city'], example: '市:南川市', digits: 4 },
  { field: 'place', names: ['省', 'province'], example: '省:湖北省', digits: 2 },
  { field: 'place', names: ['地区', 'place'], example: '地区:420000' },
  { field: 'level', names: ['级别', 'level'], example: '级别:街道' },
  { field: 'section', names: ['章节', 'section'], example: '章节:存在问题' },
  { field: 'theme', names: ['主题', 'theme'], example: '主题:行政执法' },
  { field: 'practice', names: ['做法', 'practice'], example: '做法:枫桥经验' },
  { field: 'stance', names: ['立场', 'stance'], example: '立场:计划' },
  { field: 'named', names: ['叫法', 'named'], example: '叫法:板凳会' },
  { field: 'report', names: ['篇目', 'report'], example: '篇目:420281101-2023' },
]

const byName = new Map(queryFields.flatMap((field) => field.names.map((name) => [name, field] as const)))

export const queryField = (name: string): QueryField | undefined => byName.get(name.toLowerCase())
