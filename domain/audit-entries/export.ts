import { z } from 'zod';
import { defineMutation } from '../call/mutation';

/** Search, sort and filters of the exported list, as text, for the entry only. */
const filter = z.string().max(100).optional();
const request = z.object({
  format: z.enum(['csv', 'json']),
  list: z.object({
    search: filter,
    sort: filter,
    direction: filter,
    filters: z.object({
      actor: filter,
      subject: filter,
      company: filter,
      outcome: filter,
      call: filter,
      from: filter,
      to: filter,
      zone: filter,
    }),
  }),
});

/** Records that the actor exported the log, and with which filters. It changes nothing else. */
export const exportAudit = defineMutation({
  call: 'ExportAuditLog',
  permission: 'audit:read',
  request,
  describe: ({ format }) => `the audit log, as ${format.toUpperCase()}`,
  async perform(_tx, { request: { format, list } }) {
    const target = { words: `the audit log, as ${format.toUpperCase()}` };
    return { effects: [{ target, before: null, after: list }], reply: null };
  },
});
