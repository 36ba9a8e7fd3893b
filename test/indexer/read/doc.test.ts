import { describe, expect, it } from 'vitest'
import { decode } from '../../../indexer/read/read.ts'
import { compoundFile, docFile } from '../../fixtures/read/doc-file.ts'

describe('old Word files', () => {
  it('give their paragraphs under any name, cells of a row side by side', async () => {
    const text = '柳塘镇2023年法治政府建设年度报告\n一、工作情况\n项目\t件数\t\n处罚\t3\t\n全镇召开会议12次。'
    for (const name of ['a.doc', 'a.wps', 'a.docx']) {
      expect(await decode(name, docFile(text), 'hash')).toMatchObject({
        file: { format: 'doc', text: text.replaceAll(/\t\n/g, '\n').replaceAll('\t', ' | '), problems: [] },
      })
    }
  })

  it('that cannot be read say what to do', async () => {
    const broken = compoundFile([['WordDocument', Buffer.alloc(4096, 1)]])
    expect(await decode('a.doc', broken, 'hash')).toMatchObject({
      problem: { code: 'unreadable', message: expect.stringContaining('另存为 docx') },
    })
    expect(await decode('a.doc', docFile('文').subarray(0, 2000), 'hash')).toMatchObject({
      problem: { code: 'unreadable' },
    })
  })
})
