/** This page's part of the URL, besides range, live and filter. */
export { listSearch as requestsSearch } from '../../lib/listSearch';
