import type { Row } from './sentences.ts'

/** Habits of published reports that other rows do not show. */
export const PUBLISHED: Row[] = [
  ['中心组专题学习《行政复议法》《信访工作条例》等法律法规11次。', ['study_sessions 11次']],
  ['组织干部学习《民法典》等法律法规5次，有关文件学习3次。', ['study_sessions 5次', 'study_sessions 3次']],
  ['开展“送法入户”“院坝普法”等活动22场次，覆盖群众4000余人。', ['publicity_events 22场次', 'audience 4000人 ~余']],
  ['组织法治专项培训12期，覆盖270余人次。', ['trainings 12期', 'training_attendance 270人次 ~余']],
  ['我镇配备执法人员6名，其中持证4名。', ['enforcement_staff 6名 @stock', 'enforcement_staff 4名 @stock']],
  ['今年新增执法人员3名。', ['enforcement_staff 3名']],
  ['法律顾问参与合同审查36件次，出具法律意见9次。', ['legality_reviews 36件次', 'counsel_services 9次']],
  ['共调处矛盾纠纷86起，调处成功84起。', ['disputes_resolved 86起', 'disputes_resolved 84起']],
  ['提前介入，防止民转刑案件2起。', ['other 2起']],
  ['受理12345热线工单287件，按期办结率100%。', ['hotline_cases 287件', 'other 100%']],
  ['全乡9个调委会，有调解员83人。', ['other 9个 @stock', 'mediators 83人 @stock']],
  ['上半年召开班子会14次，每半年听取汇报1次。', ['meetings 14次', 'meetings 1次 /每半年']],
  ['召开党工委会36次，组织执法案卷自查2次。', ['meetings 36次', 'other 2次']],
  ['全年受理群众诉求1256件，解决率96.2%。', ['hotline_cases 1256件', 'other 96.2%']],
  ['| 矛盾纠纷 | 85件 |', ['disputes_resolved 85件']],
  ['建成20个社区公共法律服务工作室。', ['other 20个']],
  [
    '组织干部专题学习法治思想、中央全会和省委市委会议精神共12次，实现47名公职人员学习全覆盖。',
    ['study_sessions 12次', 'other 47名', 'coverage_rate 100% !'],
  ],
  ['开展法律宣传和咨询服务活动36场次。', ['publicity_events 36场次']],
  ['先后4次召开党委会研究法治工作。', ['meetings 4次']],
  ['全年无一起行政复议、行政诉讼案件。', ['litigation_cases 0件 !']],
  [
    '镇辖11个行政村、1个社区，86个村民小组，机关有干部职工67人。',
    ['villages_total 11个 @stock', 'communities_total 1个 @stock', 'other 86个 @stock', 'other 67人 @stock'],
  ],
  ['1\t矛盾纠纷调解\t132件\t成功131件', ['disputes_resolved 132件', 'disputes_resolved 131件']],
  ['全镇 1 9 个村共调处纠纷 120余件。', ['villages_total 19个 @stock', 'disputes_resolved 120件 ~余']],
]
