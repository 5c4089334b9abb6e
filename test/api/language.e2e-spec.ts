import { createTestApi, type TestApi } from '../support/test-api.js';

describe('two languages', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await createTestApi();
  });

  afterAll(() => api.close());

  it('answers errors in the language of Accept-Language, French by default', async () => {
    const query = '{ apiKeys(organizationId: "x") { id } }';
    expect((await api.send(query)).errors[0]?.message).toMatch(/^Connectez-vous/);
    expect((await api.send(query, {}, { language: 'en-GB, fr;q=0.5' })).errors[0]?.message).toMatch(/^Sign in/);
    expect((await api.send(query, {}, { language: 'de, fr;q=0.5, en;q=0.2' })).errors[0]?.message).toMatch(
      /^Connectez-vous/,
    );
  });

  it('labels every closed set of the schema in both', async () => {
    const query =
      'query($lang: LabelLanguage) { enumLabels(lang: $lang) { name description values { value label unknown } } }';
    const introspection = await api.send(
      '{ __schema { types { kind name enumValues { name description } description } } }',
    );
    const enums = introspection.data.__schema.types.filter(
      (type: { kind: string; name: string }) => type.kind === 'ENUM' && !type.name.startsWith('__'),
    );
    const labelled = {
      fr: (await api.send(query, { lang: 'fr' })).data.enumLabels,
      en: (await api.send(query, { lang: 'en' })).data.enumLabels,
    };
    expect(labelled.fr.map((one: { name: string }) => one.name)).toEqual(
      enums.map((one: { name: string }) => one.name).sort(),
    );
    for (const one of enums) {
      const set = labelled.en.find((candidate: { name: string }) => candidate.name === one.name);
      expect(set.values.map((value: { value: string }) => value.value).sort()).toEqual(
        one.enumValues.map((value: { name: string }) => value.name).sort(),
      );
    }
    const lifecycle = labelled.fr.find((one: { name: string }) => one.name === 'Lifecycle');
    expect(lifecycle.values).toContainEqual({ value: 'ABANDONED', label: 'Abandonné', unknown: false });
  });

  it('describes every type, field, argument and enum value', async () => {
    const type =
      'name kind description fields { name description args { name description } } inputFields { name description } enumValues { name description }';
    const { data } = await api.send(`{ __schema { types { ${type} } } }`);
    type Described = { name: string; description: string | null };
    type TypeInfo = Described & {
      fields: (Described & { args: Described[] })[] | null;
      inputFields: Described[] | null;
      enumValues: Described[] | null;
    };
    const builtIn = new Set(['String', 'Int', 'Float', 'Boolean', 'ID', 'Query', 'Mutation', 'Subscription']);
    const bare = (data.__schema.types as TypeInfo[])
      .filter((one) => !one.name.startsWith('__'))
      .flatMap((one) => [
        ...(one.description || builtIn.has(one.name) ? [] : [one.name]),
        ...(one.fields ?? []).flatMap((field) => [
          ...(field.description ? [] : [`${one.name}.${field.name}`]),
          ...field.args
            .filter((argument) => !argument.description)
            .map((argument) => `${one.name}.${field.name}(${argument.name})`),
        ]),
        ...[...(one.inputFields ?? []), ...(one.enumValues ?? [])]
          .filter((inner) => !inner.description)
          .map((inner) => `${one.name}.${inner.name}`),
      ]);
    expect(bare).toEqual([]);
  });

  it('tells the field table of a kind, with who sees a field and when it is asked for', async () => {
    const { data } = await api.send(
      '{ fieldTable(kind: USE_CASE, lang: fr) { path label type isList enum audience requiredFrom } }',
    );
    expect(data.fieldTable).toContainEqual({
      path: 'cost.oneOffEur',
      label: 'Coût ponctuel (€)',
      type: 'INTEGER',
      isList: false,
      enum: null,
      audience: 'NETWORK',
      requiredFrom: null,
    });
    expect(data.fieldTable).toContainEqual({
      path: 'techniques',
      label: 'Techniques',
      type: 'ENUM',
      isList: true,
      enum: 'Technique',
      audience: 'PUBLIC',
      requiredFrom: 'DESIGN',
    });
  });
});
