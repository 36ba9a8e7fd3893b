import { describe, expect, it } from 'vitest'
import { sniff } from '../../../indexer/read/sniff.ts'
import { docxFile, zipFile } from '../../fixtures/read/zip-file.ts'

const ole = (name: string): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(512),
    Buffer.from(name, 'utf16le'),
    Buffer.alloc(64),
  ])
const html = Buffer.from('\n<!-- 页 -->\n<!DOCTYPE html><html><body>文</body></html>')

function kindOf(bytes: Uint8Array, name: string): string {
  try {
    return sniff(bytes, name)
  } catch (error) {
    return `${(error as { code: string }).code} ${(error as Error).message}`
  }
}

describe('what a file is', () => {
  it.each([
    ['a Word file under any name', docxFile(''), '报告.wps', 'docx'],
    ['an old Word file under any name', ole('WordDocument'), '报告.wps', 'doc'],
    ['a PDF with a line in front', Buffer.from('\n%PDF-1.4\n'), '报告.doc', 'pdf'],
    ['a web page saved as Word', html, '报告.doc', 'html'],
    ['a web page in UTF-16', Buffer.from('\ufeff<html><body>', 'utf16le'), 'a.doc', 'html'],
    ['a web page with the name of a program', html, 'show.aspx', 'html'],
    ['text saved as Word', Buffer.from('柳塘镇'), '报告.docx', 'text'],
    ['text with a dot in its name', Buffer.from('柳塘镇'), '柳塘镇2023.12总结', 'text'],
    ['text that begins with a bracket', Buffer.from('<柳塘镇>报告'), 'a.txt', 'text'],
  ])('is told by its bytes: %s', (_, bytes, name, kind) => {
    expect(kindOf(bytes, name)).toBe(kind)
  })

  it.each([
    ['RTF', Buffer.from('{\\rtf1\\ansi'), 'a.doc', /unsupported-format .*RTF.*另存为 docx/],
    ['OFD', zipFile({ 'OFD.xml': '', 'Doc_0/Document.xml': '' }), 'a.ofd', /unsupported-format .*OFD.*PDF/],
    ['archive', zipFile({ '报告.docx': '' }), 'a.zip', /unsupported-format .*ZIP.*解压/],
    ['sheet', zipFile({ 'xl/workbook.xml': '' }), 'a.docx', /unsupported-format .*Excel/],
    ['old sheet', ole('Workbook'), 'a.doc', /unsupported-format .*Excel/],
    ['WPS of its own build', ole('x'), 'a.wps', /unsupported-format .*WPS.*另存为 docx/],
    ['picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]), 'a.pdf', /unsupported-format .*PNG.*OCR/],
    ['photo', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]), 'a.jpg', /unsupported-format .*JPEG.*OCR/],
    ['Word with a password', ole('EncryptedPackage'), 'a.docx', /encrypted .*密码/],
    [
      'Word as XML',
      Buffer.from('<?xml version="1.0"?><?mso-application progid="Word.Document"?>'),
      'a.doc',
      /unsupported-format .*XML/,
    ],
    ['mail page', Buffer.from('MIME-Version: 1.0\n'), 'a.doc', /unsupported-format .*mht/],
    ['data', Buffer.from('{"a":1}'), 'a.json', /unsupported-format .*\.json/],
    ['style sheet', Buffer.from('p{}'), 'a.css', /unsupported-format .*\.css/],
    ['archive that is cut off', Buffer.from('PK\x03\x04\x14\0\0\0\x08'), 'a.docx', /unreadable .*损坏/],
    ['rubbish', Buffer.from([1, 0, 0, 255, 3]), 'a.txt', /binary .*二进制/],
  ])('is named, and what to do about it: %s', (_, bytes, name, expected) => {
    expect(kindOf(bytes, name)).toMatch(expected)
  })
})
