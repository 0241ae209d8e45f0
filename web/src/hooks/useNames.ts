import { useQuery } from '@tanstack/react-query';
import { propertyNamesQuery, scoreNamesQuery } from '../api/names';

export const useScoreNames = () => useQuery(scoreNamesQuery);
export const usePropertyNames = () => useQuery(propertyNamesQuery);
