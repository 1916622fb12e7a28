// SPDX-License-Identifier: MIT
//
// Validates outputs of ayes with ajv: node validate.mjs MODULES SCHEMAS SCHEMA=FILE ...
// A file ending in .jsonl is one value a line; with [] after the schema's name, an array of values.
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';

const [modules, schemas, ...pairs] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), 'from.cjs'));
const Ajv = require('ajv/dist/2020').default;
const ajv = new Ajv({strict: true, allErrors: true, allowUnionTypes: true});
let failures = 0, values = 0;

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

function valuesOf(path, isArray) {
  if (isArray) return readJson(path);
  if (!path.endsWith('.jsonl')) return [readJson(path)];
  return readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

for (const pair of pairs) {
  const [, name, array, path] = pair.match(/^([a-z]+)(\[\])?=(.*)$/);
  const file = join(schemas, `${name}.schema.json`);
  const validate = ajv.getSchema(readJson(file).$id) ?? ajv.compile(readJson(file));
  const found = valuesOf(path, array);
  if (!found.length) { console.log(`${path}: holds nothing`); failures++; }
  found.forEach((value, i) => {
    values++;
    if (validate(value)) return;
    failures++;
    console.log(`${path}, value ${i + 1}, against ${name}: ${ajv.errorsText(validate.errors)}`);
  });
}
console.log(`${values} values validated, ${failures} failures`);
process.exit(failures ? 1 : 0);
