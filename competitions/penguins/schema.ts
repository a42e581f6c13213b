import { category, defineSchema, id, number, target } from '@foldwise/data';

export const schema = defineSchema({
  Id: id(),
  island: category(['Biscoe', 'Dream', 'Torgersen']),
  culmen_length_mm: number(),
  culmen_depth_mm: number(),
  flipper_length_mm: number(),
  body_mass_g: number(),
  sex: category(['MALE', 'FEMALE']),
  species: target(),
});
