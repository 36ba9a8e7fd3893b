import type { Row } from './sentences.ts'

/** Invented sentences in the manner of many writers: lists, parts, verbs that govern several items. */
export const HABITS: Row[] = [
  ['全年组织“法律明白人”参与调解矛盾纠纷63件，成功61件。', ['disputes_resolved 63件', 'disputes_resolved 61件']],
  [
    '持续开展普法强基补短板专项行动，组织普法小分队28支，深入村组开展宣讲132场次，受众2.1万人次。',
    ['other 28支', 'publicity_events 132场次', 'audience 21000人次'],
  ],
  ['利用“村村响”广播播放普法音频240余小时，推送普法短视频36条，点击量达8.6万次。', ['other 36条', 'other 86000次']],
  [
    '我乡现有执法人员14人，其中持有行政执法证的9人，执法辅助人员5人。',
    ['enforcement_staff 14人 @stock', 'enforcement_staff 9人 @stock', 'enforcement_staff 5人 @stock'],
  ],
  [
    '今年来，办理一般程序案件11件，简易程序案件46件，罚没金额8.25万元，无一例行政复议和诉讼。',
    ['enforcement_cases 11件', 'enforcement_cases 46件', 'fines 82500元', 'litigation_cases 0件 !'],
  ],
  ['召开农民夜校、院落会240余次，参会群众12000余人次。', ['other 240次 ~余', 'audience 12000人次 ~余']],
  [
    '严格落实领导干部接访制度，党政领导公开接访52次，接待群众86批次134人次，化解率达93%。',
    ['petition_cases 52次', 'petition_cases 86批次', 'petition_cases 134人次', 'mediation_rate 93%'],
  ],
  [
    '化解初信初访18件，信访积案“清零”行动中化解积案5件，实现进京零上访。',
    ['petition_cases 18件', 'petition_cases 5件'],
  ],
  ['排查重点人员27人，落实“五包一”措施，确保稳控在当地。', ['other 27人']],
  [
    '司法所共办理社区矫正对象入矫5人、解矫7人，走访社区服刑人员96人次，集中教育12次，公益劳动12次。',
    ['other 5人', 'other 7人', 'home_visits 96人次', 'other 12次', 'other 12次'],
  ],
  ['登记安置帮教人员42名，衔接率、帮教率均为100%。', ['other 42名', 'other 100%', 'other 100%']],
  [
    '办理营业执照、行政许可事项共326件，群众满意率99.8%，“最多跑一次”事项占比95%。',
    ['other 326件', 'other 99.8%', 'other 95%'],
  ],
  [
    '开展食品安全检查68家次，发现问题23个，现场整改21个，责令限期整改2个。',
    ['other 68家次', 'other 23个', 'other 21个', 'other 2个'],
  ],
  ['组织开展燃气、消防、道路交通等联合检查14次，排查隐患点位89处，已全部整改到位。', ['other 14次', 'other 89处']],
  [
    '森林防火期内发放宣传单1.5万份，签订责任书3600余份，开展应急演练4次，参演人员260余人。',
    ['materials_distributed 15000份', 'other 3600份 ~余', 'other 4次', 'other 260人 ~余'],
  ],
  [
    '全年共出动执法人员1260人次、执法车辆310台次，纠正违法行为420余起，清理占道经营560余处。',
    ['other 1260人次', 'other 310台次', 'enforcement_cases 420起 ~余', 'other 560处 ~余'],
  ],
  ['收到人民法院司法建议1份、检察建议2份，均按期回复。', ['other 1份', 'other 2份']],
  ['聘任行政执法监督员6名，开展案卷评查2次，评查案卷15宗。', ['other 6名', 'other 2次', 'other 15宗']],
  ['推荐评选出“最美调解员”2名，兑付“以奖代补”经费1.86万元。', ['mediators 2名', 'other 18600元']],
  ['全年刊发法治信息42篇，其中省级媒体采用3篇、市级媒体采用11篇。', ['other 42篇', 'other 3篇', 'other 11篇']],
  ['指导11个村（居）修订村规民约，审核率100%。', ['villages_total 11个 @stock', 'other 100%']],
  ['组织“三官一律”进社区活动8次，为老年人、残疾人提供上门公证服务13件。', ['other 8次', 'other 13件']],
  [
    '成功创建省级“民主法治示范村（社区）”2个，市级5个，实现市级以上全覆盖。',
    ['model_villages 2个', 'model_villages 5个', 'coverage_rate 100% !'],
  ],
  ['建立“1+15+N”调解体系，15个村（社区）人民调解委员会规范化率100%。', ['villages_total 15个 @stock', 'other 100%']],
  ['把法治建设纳入年度考核，占比由3%提高到5%。', ['other 3% @other', 'other 5%']],
  [
    '全年开展党委（党组）理论学习中心组学法4次、政府常务会议会前学法6次，干部网络学法参学率100%，人均学习40学时。',
    ['study_sessions 4次', 'premeeting_study 6次', 'exam_rate 100%', 'other 40学时 /人均'],
  ],
  [
    '镇党委召开专题会议研究法治建设2次，书记听取汇报4次，解决具体问题3个。',
    ['meetings 2次', 'meetings 4次', 'difficulties_solved 3个'],
  ],
  [
    '发放“民法典”单行本500本、宪法宣传单2000张、环保袋800个、扇子1000把。',
    ['materials_distributed 500本', 'materials_distributed 2000张', 'other 800个', 'other 1000把'],
  ],
  [
    '法治文化广场2处、法治长廊3条、法治宣传栏13个、农家法治书屋13间。',
    ['venues_built 2处', 'venues_built 3条', 'venues_built 13个', 'venues_built 13间'],
  ],
  ['办理公证12件、司法鉴定4件，代书29份。', ['other 12件', 'other 4件', 'other 29份']],
  [
    '今年以来，全街道共受理“12345”热线诉求2156件，办结率100%，满意率95.6%，同比上升2.3个百分点。',
    ['hotline_cases 2156件', 'other 100%', 'other 95.6%', 'other 2.3个百分点'],
  ],
  [
    '2023年度，共受理各类矛盾纠纷（含信访件）203件，结案201件，调解协议履行率98%以上。',
    ['disputes_resolved 203件', 'disputes_resolved 201件', 'mediation_rate 98% ~以上'],
  ],
  [
    '全年共化解矛盾纠纷 156 件（其中：口头协议 98 件，书面协议 58 件），司法确认 12 件。',
    ['disputes_resolved 156件', 'disputes_resolved 98件', 'disputes_resolved 58件', 'other 12件'],
  ],
  [
    '全乡9个行政村“法治副主任”实现全覆盖，选聘率达到100%。',
    ['villages_total 9个 @stock', 'coverage_rate 100% !', 'other 100%'],
  ],
  ['全年平均每月开展集中普法活动不少于3场。', ['publicity_events 3场 ~不少于 /每月']],
  ['配备法治副校长5名，开展“开学第一课”10场，覆盖师生4300余名。', ['other 5名', 'other 10场', 'audience 4300名 ~余']],
  ['行政执法案卷合格率达100%，重大执法决定法制审核率100%。', ['other 100%', 'other 100%']],
  ['共梳理权责清单事项128项，公开政务信息456条。', ['other 128项', 'other 456条']],
  ['“法律门诊”坐诊24次，接待群众187人次，化解纠纷23件。', ['other 24次', 'other 187人次', 'disputes_resolved 23件']],
  ['累计投入20余万元新建“普法公园”一座。', ['investment 200000元 ~余']],
  ['评选表彰“法治带头人”“学法用法示范户”30户。', ['model_households 30户']],
  ['人民调解员队伍由原来的32人增加到45人。', ['mediators 32人 @other', 'mediators 45人']],
  [
    '深入辖区企业、学校、村（社区）开展法治宣讲11场次，发放宣传资料8千余份。',
    ['publicity_events 11场次', 'materials_distributed 8000份 ~余'],
  ],
  [
    '受理交办信访案件12件，已办结10件，正在办理2件。',
    ['petition_cases 12件', 'petition_cases 10件', 'petition_cases 2件'],
  ],
  [
    '处理投诉举报线索7条，立案2起，办结2起，处罚金额合计6000元。',
    ['other 7条', 'enforcement_cases 2起', 'enforcement_cases 2起', 'fines 6000元'],
  ],
  ['苏木下辖6个嘎查，调解牧民草场纠纷13起。', ['villages_total 6个 @stock', 'disputes_resolved 13起']],
  ['全年召开2次法治工作推进会、4次司法所与派出所联席会。', ['meetings 2次', 'meetings 4次']],
  ['本年度未收到行政复议、行政诉讼案件。', ['litigation_cases 0件 !']],
  ['开展“3+N”普法宣讲，实现3个100%目标。', []],
  [
    '共举办培训3次、讲座5场、咨询活动7场，受教育人数达3千余人。',
    ['trainings 3次', 'lectures 5场', 'publicity_events 7场', 'audience 3000人 ~余'],
  ],
  ['全镇总面积132平方公里，辖22个行政村，人口4.6万人。', ['villages_total 22个 @stock', 'other 46000人 @stock']],
  ['镇综合行政执法大队编制18名，在岗15名，占比83.3%。', ['other 18名', 'other 15名 @stock', 'other 83.3%']],
  ['矛盾纠纷调解成功率由95%上升到98.6%。', ['mediation_rate 95% @other', 'mediation_rate 98.6%']],
  ['村民代表每季度至少听取1次公开情况，全年议定村务31项。', ['other 1次 ~至少 /每季度', 'other 31项']],
  [
    '法律顾问每月到村值班2次，持证率从40%提升至95%。',
    ['counsel_services 2次 /每月', 'coverage_rate 40% @other', 'coverage_rate 95%'],
  ],
  ['对上年度督察反馈的6个问题逐一整改，新问题2个。', ['other 6个', 'other 2个']],
  ['矛调中心投入使用以来化解矛盾纠纷330件。', ['disputes_resolved 330件 @cumulative']],
  [
    '化解邻里、婚姻、宅基地和林地权属等各类矛盾纠纷分别为14件、6件、9件、2件。',
    ['disputes_resolved 14件', 'disputes_resolved 6件', 'disputes_resolved 9件', 'disputes_resolved 2件'],
  ],
  ['轮训村干部、网格员、人民调解员和治保主任等骨干180人次。', ['training_attendance 180人次']],
  ['制定出台《合同管理办法》等4项制度，落实执法3项制度。', ['other 4项']],
  ['群众送来锦旗3面、感谢信8封，挽回损失约60万元。', ['other 3面', 'other 8封', 'other 600000元 ~约']],
  ['综治中心入驻单位7家，现场劝导违停1200余人次。', ['other 7家', 'other 1200人次 ~余']],
  ['初信初访化解率93%，矛盾纠纷化解率98%。', ['other 93%', 'mediation_rate 98%']],
  ['开展送法进校园4场、第一议题学习16次。', ['law_entering_events 4场', 'study_sessions 16次']],
  ['全年接听热线，回访123093件。', ['other 123093件']],
  ['短视频点击量超过3万次，网页浏览量：3521次。', ['other 30000次 ~超过']],
  [
    '查处案件44起，罚款2.1万元，其中市容类30起、规划类14起。',
    ['enforcement_cases 44起', 'fines 21000元', 'enforcement_cases 30起', 'enforcement_cases 14起'],
  ],
  ['受理信访18批次，其中上级转办7批。', ['petition_cases 18批次', 'petition_cases 7批']],
  ['目前在册调解员30人；今年接待当事人44人。', ['mediators 30人 @stock', 'other 44人']],
  ['实有执法车辆2辆、记录仪9台，在矫对象6名。', ['other 2辆 @stock', 'other 9台 @stock', 'other 6名 @stock']],
  ['由6名老党员、4名村医组成说和队，巡查2轮次。', ['other 6名', 'other 4名', 'other 2轮次']],
  ['在册矫正对象9人，无一人脱管漏管。', ['other 9人 @stock', 'other 0人 !']],
  ['调解员持证率达90%。', ['coverage_rate 90%']],
  ['党政主要负责人不存在不履职情形，无违法违纪案件发生。', []],
  ['无条件执行上级决定，没有任何借口。', []],
  ['推行“1名网格长＋3名网格员＋N名志愿者”模式。', []],
]
