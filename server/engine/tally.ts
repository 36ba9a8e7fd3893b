/** Passages, reports and townships of each value of a field, by its number. */
export type Tally = { passages: Uint32Array; reports: Uint32Array; townships: Uint32Array }

/** A tally that is being filled: report by report, and all reports of a township one after the other. */
export type OpenTally = Tally & {
  /** the report and the township that each value was last counted for */
  lastReport: Int32Array
  lastTownship: Int32Array
}

/** Nothing counted yet. */
export const openTally = (values: number): OpenTally => ({
  passages: new Uint32Array(values),
  reports: new Uint32Array(values),
  townships: new Uint32Array(values),
  lastReport: new Int32Array(values).fill(-1),
  lastTownship: new Int32Array(values).fill(-1),
})

/** Counts passages of one report for one value. */
export function add(tally: OpenTally, value: number, passages: number, report: number, township: number): void {
  tally.passages[value] = (tally.passages[value] as number) + passages
  if (tally.lastReport[value] === report) return
  tally.lastReport[value] = report
  tally.reports[value] = (tally.reports[value] as number) + 1
  if (tally.lastTownship[value] === township) return
  tally.lastTownship[value] = township
  tally.townships[value] = (tally.townships[value] as number) + 1
}

/** The values from one number up to another, for themselves. */
export const part = ({ passages, reports, townships }: Tally, from: number, to: number): Tally => ({
  passages: passages.subarray(from, to),
  reports: reports.subarray(from, to),
  townships: townships.subarray(from, to),
})
