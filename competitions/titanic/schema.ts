import { category, defineSchema, id, number, target, text } from '@foldwise/data';

export const schema = defineSchema({
  PassengerId: id(),
  Survived: target(),
  Pclass: category(['1', '2', '3']),
  Name: text(),
  Sex: category(['male', 'female']),
  Age: number(),
  SibSp: number(),
  Parch: number(),
  Ticket: text(),
  Fare: number(),
  Cabin: text(),
  Embarked: category(['C', 'Q', 'S']),
});
