import { defineSchema, id, number, target } from '@foldwise/data';

/** An hour a row: the weather, five sensors, and what a certified analyser measured beside them. */
export const schema = defineSchema({
  date_time: id(),
  deg_C: number(),
  relative_humidity: number(),
  absolute_humidity: number(),
  sensor_1: number(),
  sensor_2: number(),
  sensor_3: number(),
  sensor_4: number(),
  sensor_5: number(),
  target_carbon_monoxide: target({ kind: 'number' }),
  target_benzene: target({ kind: 'number' }),
  target_nitrogen_oxides: target({ kind: 'number' }),
});
