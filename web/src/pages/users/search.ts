/** This page's part of the URL, besides range, live and filter. */
export { groupSearch as usersSearch } from '../../components/groups/groupSearch';
