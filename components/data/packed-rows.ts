/** Rows without the names of their fields, which are the same in each row. */
interface PackedRows {
  fields: string[];
  values: unknown[][];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isPacked = (rows: unknown): rows is PackedRows => isObject(rows) && Array.isArray(rows.values);

/**
 * Data that a page carries to the browser, with the names of the fields of its `rows` written once. In a list
 * they are a third of the data.
 */
export function packRows(data: unknown): unknown {
  if (!isObject(data) || !Array.isArray(data.rows)) return data;
  const rows: unknown[] = data.rows;
  if (!rows.every(isObject)) return data;
  const fields = Object.keys(rows[0] ?? {});
  const isAlike = (row: object) => {
    const own = Object.keys(row);
    return own.length === fields.length && own.every((field, index) => field === fields[index]);
  };
  if (fields.length === 0 || !rows.every(isAlike)) return data;
  const packed: PackedRows = { fields, values: rows.map((row) => fields.map((field) => row[field])) };
  return { ...data, rows: packed };
}

/** The data that was given to packRows. */
export function unpackRows(data: unknown): unknown {
  if (!isObject(data) || !isPacked(data.rows)) return data;
  const { fields, values } = data.rows;
  return {
    ...data,
    rows: values.map((row) => Object.fromEntries(fields.map((field, index) => [field, row[index]]))),
  };
}
