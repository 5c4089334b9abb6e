import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { buildSchema, findBreakingChanges, type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { orphanedTypes, resolvers } from '../api.module.js';

const FILE = 'apps/api/schema.graphql';

/**
 * Writes `apps/api/schema.graphql`, or with `--check` fails when the committed one is not what the code gives, or when
 * the code breaks clients of the last release (the newest tag that holds a schema).
 */
const schema = await makeSchema();
const text = `${printSchema(schema)}\n`;
if (process.argv.includes('--check')) check(schema, text);
else writeFileSync(FILE, text);

async function makeSchema(): Promise<GraphQLSchema> {
  const context = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  const made = await context.get(GraphQLSchemaFactory).create(resolvers, { orphanedTypes });
  await context.close();
  return lexicographicSortSchema(made);
}

function check(built: GraphQLSchema, printed: string): void {
  if (readFileSync(FILE, 'utf8') !== printed) {
    fail(`${FILE} is not what the code gives: run \`npm run schema\` and commit it.`);
  }
  const released = releasedSchema();
  const breaking = released === null ? [] : findBreakingChanges(buildSchema(released.text), built);
  if (released && breaking.length > 0) {
    const changes = breaking.map((change) => `  ${change.type}: ${change.description}`).join('\n');
    fail(`The schema breaks clients of ${released.tag}; deprecate instead:\n${changes}`);
  }
  console.log(`schema: ${FILE} is what the code gives${released ? `, compatible with ${released.tag}` : ''}`);
}

function releasedSchema(): { tag: string; text: string } | null {
  try {
    const tag = git('describe', '--tags', '--abbrev=0');
    return { tag, text: git('show', `${tag}:${FILE}`) };
  } catch {
    // no release yet, or no git: nobody's client can be broken
    return null;
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
