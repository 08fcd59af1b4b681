// What the interface offers, by its contract; the pages show what there is.

let paths = new Set();

export async function load() {
  try {
    const response = await fetch('/api/openapi.json');
    paths = new Set(Object.keys((await response.json()).paths));
  } catch {
    // The first page says that the server cannot be reached.
  }
}

export const offers = (path) => paths.has(path);

export const PAGE_PICTURES = '/documents/{id}/pages/{page}';
export const POLICIES = '/lenders/{id}/policies';
export const SIMULATION = '/lenders/{id}/policies/{version}/simulate';
export const DIFFERENCES = '/lenders/{id}/policies/{version}/diff';
export const REPORT = '/loan-applications/{id}/report.pdf';
export const TASKS = '/v1/tasks';
