import type { Section } from '../../server/schema.ts'
import { compact } from './lines.ts'
import type { ParseRules } from './rules.ts'
import type { FoundName } from './township.ts'
import { occurrences, stripSuperior, townshipIn } from './township.ts'

/** What decides whether a document is a township's report on 法治政府建设. */
export type KindEvidence = {
  title?: string
  township?: FoundName
  /** bodies named at the head and in the signature */
  issuers: string[]
  /** the paragraph that ends in 现将…报告如下, if any */
  preamble?: string
  sections: Set<Section>
  /** the text, or its beginning */
  text: string
}

/**
 * Why the document is none (Chinese), undefined when it is one. A village justice office reports for its county bureau
 * and is none; 法治政府建设, 依法行政, 法治建设 and 依法治镇 count, 普法 alone does not.
 */
export function whyNotTownshipReport(evidence: KindEvidence, rules: ParseRules): string | undefined {
  return (
    template(evidence, rules) ?? otherKind(evidence, rules) ?? otherTopic(evidence, rules) ?? otherBody(evidence, rules)
  )
}

function template({ title, township, text, preamble }: KindEvidence, rules: ParseRules): string | undefined {
  const { placeholder } = rules.identity
  const inTitle = (compact(title ?? '').match(placeholder)?.length ?? 0) > 0
  if (inTitle) return '题名里的地名或年份是占位符（或写着范文），是空白模板'
  const count = compact(text).match(placeholder)?.length ?? 0
  const lead = (compact(preamble ?? '').match(placeholder)?.length ?? 0) > 0
  return (count >= 3 || (lead && count >= 2)) && !township ? '地名、年份是占位符，是空白模板' : undefined
}

/** A document without a title says what it is in its first paragraphs, unless they lead to a report. */
function openingKind({ preamble, text }: KindEvidence, rules: ParseRules): string | undefined {
  if (rules.identity.topic.test(compact(preamble ?? ''))) return undefined
  const paragraphs = text.split('\n').slice(0, 12)
  for (const { kind, text: opening } of rules.identity.openings) {
    if (paragraphs.some((paragraph) => opening.test(compact(paragraph.slice(0, 400)))))
      return `没有题名，正文开头是${kind}的写法，不是年度报告`
  }
  return undefined
}

function otherKind(evidence: KindEvidence, rules: ParseRules): string | undefined {
  const { title, preamble, sections } = evidence
  if (!title) return openingKind(evidence, rules)
  const { reportKind, otherKind, transmitting, news } = rules.identity
  const line = compact(title)
  if (transmitting.test(line)) return undefined
  const reports = /报告|总结|汇报|年报/.test(line.replace(/报告(?:会|团|厅)/g, ''))
  const kind = otherKind.exec(line)
  if (
    kind &&
    !(reports && !/^(?:关于)?(?:印发|转发)/.test(line) && /(?:计划|安排|要点|打算|说明|公告|公示|目录)/.test(kind[0]))
  ) {
    return `题名的文种是“${kind[0]}”，不是年度报告`
  }
  if (reports || reportKind.test(line)) return undefined
  const built = sections.has('problems') || sections.has('plan') || sections.has('first-responsibility')
  if (preamble || built) return undefined
  return news.test(line) ? '题名是新闻标题，不是年度报告' : '题名不是报告，正文也没有报告的结构'
}

function otherTopic({ title, preamble, text }: KindEvidence, rules: ParseRules): string | undefined {
  const { topic, otherTopic } = rules.identity
  const line = compact(title ?? '')
  const bare = line.replace(otherTopic, '')
  const kindOnly = line === '' || !/[\u4e00-\u9fff]{2}.{0,40}(?:报告|总结|汇报|情况)/.test(line)
  if (topic.test(bare)) return undefined
  if (line !== '' && line !== bare) return `题名说的是“${(line.match(otherTopic) ?? []).join('、')}”，不是法治政府建设`
  if (topic.test(compact(preamble ?? '').replace(otherTopic, ''))) return undefined
  const opening = compact(text.slice(0, 600))
  if (kindOnly && topic.test(opening) && !speaksMoreOf(opening, rules)) return undefined
  return '题名和导语都没有说是法治政府建设（依法行政、法治建设、依法治镇）的报告'
}

/** Without a title: the other trades (普法, 法律七进…) are named more than twice as often as this one. */
function speaksMoreOf(opening: string, rules: ParseRules): boolean {
  const others = opening.match(rules.identity.otherTopic)?.length ?? 0
  const own = opening.replace(rules.identity.otherTopic, '').match(new RegExp(rules.identity.topic, 'g'))?.length ?? 0
  return others >= 3 && others > own * 2
}

function otherBody({ title, township, issuers, text }: KindEvidence, rules: ParseRules): string | undefined {
  const { bureau, selfTownship, selfHigher } = rules.identity
  const subject = subjectOf(compact(title ?? ''))
  const own = townshipIn(subject, rules)
  if (new RegExp(`(?:${bureau.source})$`).test(subject)) return `题名的主语“${subject}”是部门，不是乡镇街道`
  if (own) return undefined
  if (higherPlace(subject, rules)) return `题名的主语“${subject}”是县级以上，不是乡镇街道`
  const opening = subject === '' ? openingSubject(text, rules) : undefined
  if (opening) return `正文开头的主语“${opening}”是县级以上，不是乡镇街道`
  const named = township ? occurrences(text, township.name) : 0
  const town = (text.match(selfTownship)?.length ?? 0) + named
  const higher = text.match(selfHigher)?.length ?? 0
  const signed = issuers.find((issuer) => !townshipIn(issuer, rules))
  if (
    !township &&
    signed &&
    (higherPlace(subjectOf(compact(signed)), rules) || new RegExp(`(?:${bureau.source})$`).test(compact(signed)))
  ) {
    return `署名“${signed}”不是乡镇街道`
  }
  if (township && town >= higher) return undefined
  if (township?.level === '其他') return undefined
  if (higher > town) return '文中自称是县级以上或部门（我县、我局……），不是乡镇街道'
  return town === 0 && !township ? '没有任何乡镇街道的名称或自称' : undefined
}

/** The body a title speaks of: what stands before 关于, the year or the trade. */
function subjectOf(line: string): string {
  const bare = line.replace(/^中共/, '').replace(/^(?:关于)?(?:20\d\d年?度?|二[〇○零][^年]{2}年度?)?/, '')
  const end = bare.search(/关于|20\d\d|二[〇○零]|法治|依法|推进|全面|落实|履行|年度|工作/)
  return (end < 0 ? bare : bare.slice(0, end)).replace(/的$/, '')
}

const OPENING =
  /^(?:20\d\d年(?:度|以来|来)?[，,]?)?([\u4e00-\u9fff]{2,12}?[省市县区旗](?:人民政府|政府|委)?)(?=坚持|深入|全面|始终|认真|紧紧|严格|扎实|持续|牢牢|聚焦)/

/** A county or city that the text begins with (2022年，××区坚持……), where the title names nobody. */
function openingSubject(text: string, rules: ParseRules): string | undefined {
  const subject = OPENING.exec(compact(text.slice(0, 60)))?.[1]
  return subject && higherPlace(subject, rules) ? subject : undefined
}

function higherPlace(subject: string, rules: ParseRules): boolean {
  if (subject.length < 2) return false
  const body = subject.replace(/(?:人民政府|政府|委员会|委|党委)(?:办公室)?$/, '')
  const { province, city, county } = rules.identity
  const unit = new RegExp(`(?:${[province, city, county].map((each) => each.source.replace('^', '')).join('|')})$`)
  if (/^(?:全|各)?(?:省|市|县|区|旗)$/.test(body)) return true
  return unit.test(body) && stripSuperior(`${body}某某`, rules).core.length <= 2 + 1
}
