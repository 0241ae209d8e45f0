/** What this page keeps in the URL beside range, live and filter. */
export { listSearch as requestsSearch } from '../../lib/listSearch';
