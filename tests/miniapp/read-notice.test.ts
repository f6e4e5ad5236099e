import { describe, expect, it } from 'vitest';
import { seedCalendar } from '../../db/seed-calendar.ts';
import { readNotice } from '../../miniapp/desk/calendar/read-notice.ts';

/** As the State Council published it for 2026. */
const notice2026 = `国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
国务院办公厅
2025年11月4日`;

const [known] = seedCalendar().years.find(({ year }) => year === 2026)?.versions ?? [];

describe('a notice that is pasted', () => {
  it('is read exactly as it was entered by hand', () => {
    const read = readNotice(notice2026);
    expect(read).toEqual({
      kind: 'holidays',
      year: 2026,
      notice: known?.notice,
      holidays: known?.holidays,
    });
  });

  it('may reach over a month’s end and into the year before', () => {
    const text = notice2026
      .replace('1月1日（周四）至3日（周六）', '2025年12月31日（周三）至2026年1月2日（周五）')
      .replace('5月1日（周五）至5日', '4月29日（周三）至5月3日');
    const [newYear, , , labour] = readNotice(text)?.holidays ?? [];
    expect(newYear).toMatchObject({ from: '2025-12-31', to: '2026-01-02' });
    expect(labour).toMatchObject({ from: '2026-04-29', to: '2026-05-03' });
  });

  it('is not guessed where it names no year or no holiday', () => {
    expect(readNotice('一、元旦：1月1日放假1天。')).toBeNull();
    expect(readNotice('国务院办公厅关于2026年部分节假日安排的通知')).toBeNull();
    expect(readNotice('')).toBeNull();
  });

  it('may be the calendar’s own data, whose newest version counts', () => {
    const json = JSON.stringify({ year: 2026, versions: [known] });
    expect(readNotice(json)).toMatchObject({ year: 2026, holidays: known?.holidays });
    expect(readNotice('{"year":')).toBeNull();
  });
});
