import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SESSION_SECRET_MIN_LENGTH, type Settings } from './settings.js';

/** The secret that signs sessions: the operator's, or one generated at first need under DATA_DIR and kept there. */
export async function sessionSecretOf(settings: Settings): Promise<string> {
  return settings.sessionSecret ?? (await keepSecret(settings.dataDir, 'session-secret'));
}

/** The secret behind the key that signs results and heads of the log: the operator's, or one generated at first need under DATA_DIR and kept there. */
export async function sealSecretOf(settings: Settings): Promise<string> {
  return settings.sealSecret ?? (await keepSecret(settings.dataDir, 'seal-secret'));
}

/**
 * The secret called `name` under `dataDir/secrets`, 256 random bits in URL-safe text, readable by its owner alone (0600).
 * Made when missing. Two processes that start at once get the same one. A file too short to be a secret is refused.
 */
export async function keepSecret(dataDir: string, name: string): Promise<string> {
  const folder = join(dataDir, 'secrets');
  const path = join(folder, name);
  const kept = await readKept(path);
  if (kept !== null) return kept;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `.${name}.${process.pid}.${randomBytes(6).toString('hex')}`);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${randomBytes(32).toString('base64url')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    // A hard link appears whole or not at all, and never over another: the second of two processes reads the first one's.
    await link(draft, path).catch((fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EEXIST') throw fault;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const made = await readKept(path);
  if (made === null) throw new Error(`Tệp bí mật ${path} vừa được tạo đã biến mất.`);
  return made;
}

async function readKept(path: string): Promise<string | null> {
  try {
    const secret = (await readFile(path, 'utf8')).trim();
    if (secret.length >= SESSION_SECRET_MIN_LENGTH) return secret;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`Không đọc được tệp bí mật ${path}; hãy chạy bằng tài khoản đã tạo ra nó.`, { cause: fault });
  }
  throw new Error(
    `Tệp bí mật ${path} hỏng hoặc quá ngắn; hãy khôi phục tệp, hoặc xoá tệp để tạo mới (mọi người phải đăng nhập lại).`,
  );
}
