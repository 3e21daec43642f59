import type { Evidence, EvidenceEntry } from '@/domain/audit-entries/evidence';
import { ACTIONS } from '@/domain/audit-entries/types';
import { DOOR_LABELS, REASONS } from '@/domain/call/types';
import { MAX_SESSIONS } from '@/domain/sessions/types';
import type { Person } from '@/domain/users/types';
import { escapeHidden, revealHidden } from '@/domain/values/characters';

/** HTML that is safe to put into a page. */
interface Html {
  html: string;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** Makes HTML of a template. Texts are escaped, and each is an element of its own for its direction. */
function html(words: TemplateStringsArray, ...values: readonly (string | number | Html | Html[])[]): Html {
  const parts = values.map((value) => {
    if (Array.isArray(value)) return value.map((part) => part.html).join('');
    if (typeof value === 'object') return value.html;
    return typeof value === 'number' ? String(value) : `<bdi>${escaped(revealHidden(value))}</bdi>`;
  });
  return { html: words.map((text, index) => `${text}${parts[index] ?? ''}`).join('') };
}

const NOTHING = html``;
const when = (condition: boolean, part: () => Html) => (condition ? part() : NOTHING);
/** A later version may have recorded a call that this one does not know. */
const actionOf = (call: string): string => (ACTIONS as Record<string, string>)[call] ?? call;

const TIME = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});

/** A time for people, with the exact instant for programs. */
const time = (at: string) =>
  html`<time datetime="${{ html: escaped(at) }}">${TIME.format(new Date(at))} UTC</time>`;
const asJson = (value: unknown) =>
  html`<pre>${{ html: escaped(escapeHidden(JSON.stringify(value, null, 2))) }}</pre>`;

const STYLE = `
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 14px/20px system-ui, sans-serif; color: #1a1f36; }
  h1 { font-size: 20px; } h2 { margin-top: 2rem; font-size: 16px; } h3 { font-size: 14px; }
  table { width: 100%; border-collapse: collapse; }
  th, td { padding: 4px 8px; border: 1px solid #8a93a3; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
  td ul { margin: 0; padding-inline-start: 1.25rem; }
  th { width: 12rem; font-weight: 500; }
  pre, code { margin: 0; font: 11px/16px ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
  section { break-inside: avoid; }
  @media print { body { margin: 0; } }`;

const row = (name: string, value: Html) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`;
const list = (items: Html[], none: string) =>
  items.length === 0 ? html`${none}` : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;

const inFull = (count: number) => count.toLocaleString('en');

/** A kind of access: the rows, or that the exporter may not see it, or that there are more rows. */
function held<Row>(
  holdings: { rows: Row[]; count: number } | null,
  { words, notShown }: { words: (row: Row) => Html; notShown: Html },
): Html {
  if (holdings === null) return notShown;
  const { rows, count } = holdings;
  const most = inFull(rows.length);
  return html`${list(rows.map(words), 'None')}${when(count > rows.length, () => html`<p>More than ${most}. Only the first ${most} are listed.</p>`)}`;
}

function sessionsPart(sessions: NonNullable<Person['sessions']>): Html {
  const more = when(sessions.length >= MAX_SESSIONS, () => html` or more`);
  return html`${sessions.length}${more}`;
}

function accessNow(person: Person, exporter: string): Html {
  const { isBlocked, permissions, omses, accounts, roles, sessions } = person;
  const notShown = html`Not shown to ${exporter}`;
  return html`<h2>Access at the time of the export</h2><table>
    ${row('Sign-in', isBlocked === null ? notShown : html`${isBlocked ? 'Blocked' : 'Allowed'}`)}
    ${row(
      'Permissions',
      permissions === null
        ? notShown
        : list(
            permissions.map((name) => html`${name}`),
            'None',
          ),
    )}
    ${row('OMSs', held(omses, { words: ({ omsId, omsName }) => html`${omsName} (OMS ${omsId})`, notShown }))}
    ${row(
      'Accounts',
      held(accounts, {
        words: ({ accountId, accountHandle }) => html`${accountHandle} (account ${accountId})`,
        notShown,
      }),
    )}
    ${row(
      'Company roles',
      held(roles, {
        words: ({ role, companyId, companyName }) => html`${role} of ${companyName} (company ${companyId})`,
        notShown,
      }),
    )}
    ${row('Open sessions', sessions === null ? notShown : sessionsPart(sessions))}
  </table>`;
}

function entryPart(entry: EvidenceEntry): Html {
  const { seq, at, actorName, actorId, call, target, outcome, detail, reasonCode, reasonText } = entry;
  return html`<section><h3>Entry ${Number(seq)}: ${actionOf(call)}</h3><table>
    ${row('When', time(at))}
    ${row('By', html`${actorName} (user ${actorId})`)}
    ${row('Target', html`${target}`)}
    ${row('Call', html`<code>${call}</code>`)}
    ${row('Outcome', html`${outcome}${when(detail !== null, () => html`: ${detail ?? ''}`)} (code ${entry.errorCode})`)}
    ${row('Reason', reasonCode ? html`${REASONS[reasonCode]}${when(!!reasonText, () => html`: ${reasonText ?? ''}`)}` : html`None given`)}
    ${row('Via', html`${DOOR_LABELS[entry.door]}${when(entry.address !== null, () => html`, ${entry.address ?? ''}`)}`)}
    ${when(entry.restores !== null, () => row('Restores', html`entry ${entry.restores ?? ''}`))}
    ${when(entry.restoredBy !== null, () => row('Restored by', html`entry ${entry.restoredBy ?? ''}`))}
    ${row('Before', asJson(entry.before))}
    ${row('After', asJson(entry.after))}
    ${row('Request id', html`<code>${entry.requestId}</code>`)}
    ${row('Correlation id', html`<code>${entry.correlationId}</code>`)}
    ${row('Signature', html`<code>${entry.mac}</code>`)}
    ${row('Signature before', html`<code>${entry.prev}</code>`)}
    ${row('Signed by', entry.signedBy === null ? html`<strong>no known key: this entry is not what was signed</strong>` : html`the key with the fingerprint <code>${entry.signedBy}</code>`)}
  </table></section>`;
}

function verificationPart({ verification, notVerified }: Evidence, checkpointProblem: string | null): Html {
  const problem = checkpointProblem === null ? NOTHING : html`<p><strong>${checkpointProblem}</strong></p>`;
  if (!verification) return html`<h2>Verification</h2><p>${notVerified ?? ''}</p>${problem}`;
  const { from, to, end, keys, checkpoints, entries } = verification;
  const words = verification.problem
    ? html`<strong>Log altered at entry ${verification.problem.seq}.</strong> ${verification.problem.words}`
    : html`Intact: ${entries} entries fit, from entry ${from} to entry ${to}, which is ${end === 'head' ? 'the head of the log' : 'known by a checkpoint'}.`;
  return html`<h2>Verification</h2><p>${words}</p><table>
    ${row(
      'Keys',
      list(
        keys.map((key) => html`<code>${key}</code>`),
        'None',
      ),
    )}
    ${row(
      'Checkpoints',
      list(
        checkpoints.map((seq) => html`entry ${seq}`),
        'None in this part of the log',
      ),
    )}
  </table>${problem}`;
}

const titleOf = ({ about }: Evidence) =>
  'person' in about
    ? html`${about.person.name} (user ${about.person.id})`
    : html`entry ${Number(about.entry)}`;

/**
 * Writes evidence as one page without scripts, to read or to print.
 *
 * @param nonce of the answer's Content-Security-Policy
 */
export function evidencePage(
  evidence: Evidence & { checkpointProblem: string | null },
  nonce: string,
): string {
  const { exportedAt, exportedBy, isWholeLog, access, entries, hasOlder, checkpointProblem } = evidence;
  const page = html`<!doctype html><html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width"><title>Evidence from the audit log</title>
    <style nonce="${{ html: escaped(nonce) }}">${{ html: STYLE }}</style></head><body><main>
    <h1>Evidence about ${titleOf(evidence)}</h1>
    <p>Exported at ${time(exportedAt)} by ${exportedBy.name} (user ${exportedBy.id}) from the audit log.</p>
    ${when(!isWholeLog, () => html`<p><strong>${exportedBy.name} may see only a part of the log and of this access.</strong></p>`)}
    ${access ? accessNow(access, exportedBy.name) : NOTHING}
    ${verificationPart(evidence, checkpointProblem)}
    <h2>Entries, oldest first</h2>
    ${when(hasOlder, () => html`<p>Only the newest ${entries.length}. The log has older ones.</p>`)}
    ${when(entries.length === 0, () => html`<p>No entries.</p>`)}
    ${entries.map(entryPart)}</main></body></html>`;
  return page.html;
}
