import { category, defineSchema, id, number, target } from '@foldwise/data';

export const schema = defineSchema({
  Id: id(),
  carat: number(),
  cut: category(['Fair', 'Good', 'Very Good', 'Premium', 'Ideal']),
  color: category(['J', 'I', 'H', 'G', 'F', 'E', 'D']),
  clarity: category(['I1', 'SI2', 'SI1', 'VS2', 'VS1', 'VVS2', 'VVS1', 'IF']),
  depth: number(),
  table: number(),
  x: number(),
  y: number(),
  z: number(),
  price: target(),
});
