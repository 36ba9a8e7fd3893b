import type { MethodMessages } from './zh.ts'

/** English wording of the page on method. */
export const en: MethodMessages = {
  title: 'Method and meaning',
  lead: 'How labels are decided, what the numbers count, and what they cannot bear. Everything follows from written rules and lists; no language model is used, and the same report always gives the same result.',
  contents: 'On this page',
  parts: [
    {
      id: 'units',
      title: 'What is counted',
      points: [
        'Passage: one non-empty paragraph of a report (a text flattened into one line is split at its headings); the unit of search, count and citation.',
        'Report: one text of one township and year. Township: any town, township or subdistrict with a report. Totals give all three, with the denominator under the same filters beside them.',
        '“Not found” means read and not there; “could not tell” means undecidable; “no report” means that the corpus has none of that year. None of them means “not done”.',
        '“First seen” speaks of this corpus alone. The corpus is no sample of the country: shares do not carry beyond it.',
      ],
    },
    {
      id: 'sections',
      title: 'Sections',
      points: [
        'Sections follow the levels and words of headings: measures, duties of the first person responsible, shortcomings and causes, rectification, plan, other, and front matter, overview, closing. A passage belongs to the nearest heading above it; without one, its opening words decide.',
        'The five required contents are those the rule on annual reports names: measures and results, shortcomings and causes, first responsibility, plan, other matters.',
      ],
    },
    {
      id: 'themes',
      title: 'Themes',
      points: [
        '16 themes, none to three a passage, the first is the main one. Words of a list score, those in headings more; what scores too little gets none.',
      ],
    },
    {
      id: 'practices',
      title: 'Practices and stance',
      points: [
        'The lexicon gives each practice a name, other names, wordings, and examples that are not it; any wording counts once where it stands, the longest and most specific first. A practice’s page lists its names.',
        'Stance follows section and wording: what stands among measures is done; words of the future make it planned; among shortcomings it is a problem; what is said to be mended is rectified; the rest is mentioned. “Who does it” counts only done.',
        'Local names (quoted brands, …工作法, …小院, 1+N) stand in no lexicon; they are counted apart and can be searched.',
        'Often mentioned together: lift = reports with both × all reports ÷ (reports with the one × reports with the other), from 2 reports on. It is unsteady for small numbers: read it with the counts.',
      ],
    },
    {
      id: 'numbers',
      title: 'Numbers',
      points: [
        'Dates, ordinals, articles of law, document and telephone numbers and names are none; every other number of something done, held or reached is kept with its sentence. 万 and 亿 are resolved, bounding words are kept.',
        'Scope: this year, at present, cumulative, planned, another period or level. Only numbers of the same kind, unit and scope stand together.',
        '“Check” marks values far from the middle half (beyond three interquartile ranges): misread, another unit, or true. It is no judgement.',
      ],
    },
    {
      id: 'places',
      title: 'Places',
      points: [
        'After the national list of townships; issuer, addressee, path and place names in the text decide the county. Where namesakes cannot be told apart it says so and does not guess.',
      ],
    },
    {
      id: 'similar',
      title: 'Similar wording',
      points: [
        'Passages that share a stretch of six characters are compared by their runs of three (0–100%). Nearly the same words in three or more other townships are called a set phrase. Likeness of words does not say who copied whom.',
      ],
    },
    {
      id: 'search',
      title: 'Search',
      points: [
        'Smart search loses no literal match; it adds other names of a practice and says so. The full text check compares the result with a plain scan of the text.',
      ],
    },
  ],
  measured: 'Measured accuracy',
  measuredLead: (reports, passages) =>
    `Against ${reports} reports (${passages} passages) labelled by hand. The rules were mended against these very reports, so unseen ones will score lower; the labels are one reader’s judgement.`,
  measuredOn: (date) => `Measured on ${date} with`,
  item: 'Item',
  value: 'Share',
  of: 'Basis',
  limits: 'What it cannot bear',
  limitPoints: [
    'No ranking of townships, no verdict on copying, no judgement of work: reports speak about themselves.',
    'Scans, pictures and broken layouts are read in part; problems found in reading stand at the end of each report and on the coverage page.',
    'Mixed sections, several matters in one passage and reported speech are easily mistaken. Read the source before you cite.',
    'Officials’ names are never facets or labels.',
  ],
}
