// Writes src/api/schema.ts from the server's OpenAPI document; `--check` fails when the file is stale.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const document = join(root, '..', 'docs', 'openapi.json');
const schema = join(root, 'src', 'api', 'schema.ts');
const check = process.argv.includes('--check');
const output = check ? join(tmpdir(), `patron-schema-${process.pid}.ts`) : schema;

const tool = join(root, 'node_modules', 'openapi-typescript', 'bin', 'cli.js');
execFileSync(process.execPath, [tool, document, '--empty-objects-unknown', '-o', output], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (check) {
  const fresh = readFileSync(output, 'utf8') === readFileSync(schema, 'utf8');
  rmSync(output);
  if (!fresh) {
    process.stderr.write(
      'error: `src/api/schema.ts` differs from `docs/openapi.json`\nhint: run `npm run generate`\n',
    );
    process.exit(1);
  }
}
