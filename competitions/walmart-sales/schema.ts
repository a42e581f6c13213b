import { category, defineSchema, id, number, target, text } from '@foldwise/data';

/** The columns of all five files: a department's week a row, with what is known of its store and of the week there. */
export const schema = defineSchema({
  Id: id(),
  Store: category(),
  Dept: category(),
  Date: text(),
  Weekly_Sales: target({ kind: 'number' }),
  IsHoliday: category(['FALSE', 'TRUE']),
  // stores.csv
  Type: category(['A', 'B', 'C']),
  Size: number(),
  // features.csv
  Temperature: number(),
  Fuel_Price: number(),
  MarkDown1: number(),
  MarkDown2: number(),
  MarkDown3: number(),
  MarkDown4: number(),
  MarkDown5: number(),
  CPI: number(),
  Unemployment: number(),
});
