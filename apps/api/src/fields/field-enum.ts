import { allFieldsOf, entryKinds, fieldsIn } from '@maillage/catalogue';
import { graphqlEnum } from './graphql-enumerations.js';

/** GraphQL enum of the closed set that feeds a facet of the field tables. @throws Error when no field declares it */
export function fieldEnum(facet: string): Record<string, string> {
  for (const { field } of entryKinds.flatMap((kind) => fieldsIn(allFieldsOf(kind)))) {
    const shape = field.shape.type === 'LIST' ? field.shape.of.shape : field.shape;
    if (field.facet === facet && shape.type === 'ENUM') return graphqlEnum(shape.enumeration);
  }
  throw new Error(`No field of a closed set feeds the facet ${facet}`);
}
