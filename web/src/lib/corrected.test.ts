import { expect, test } from 'vitest';
import { correctionHint, differenceHint, type Judged, labelledOf } from './corrected';

test('only names that judges and people scored are asked for, each once', () => {
  const known = [
    { name: 'right', labelled: true },
    { name: 'right', labelled: false }, // its labels, such as "good"
    { name: 'length', labelled: false },
    { name: 'elsewhere', labelled: true },
  ];
  expect(labelledOf(['right', 'length', 'right', 'new'], known)).toEqual(['right']);
});

test('the hint says what the judge said alone, how many labels there are, and what to doubt', () => {
  const interval = { low: 0.77, high: 0.85, caution: null as string | null };
  const judged = {
    n_units: 1200,
    mean: 0.84,
    corrected: { mean: 0.81, n_labels: 120, calibration: 'own', interval },
  } as Judged;
  const words =
    'What people would say: 84% by the judge alone, in 1,200 scores, without the errors that 120 labels by people show.';
  expect(correctionHint(judged, true)).toBe(words);
  interval.caution = 'the interval is wide';
  judged.corrected.calibration = 'pooled';
  expect(correctionHint(judged, true)).toBe(
    `${words} The labels are of all groups together, as one of them has too few. Caution: the interval is wide.`,
  );
});

test('the hint of a difference says whose labels correct it', () => {
  const interval = { method: 'mover', reason: null, caution: null };
  const corrected = { n_labels: 22, calibration: 'own' };
  const judged = { first: { corrected }, interval } as Parameters<typeof differenceHint>[0];
  const words =
    'The difference of what people would say: second minus first, of the corrected means.';
  expect(differenceHint(judged)).toBe(`${words} Each group is corrected by its own labels.`);
  corrected.calibration = 'pooled';
  expect(differenceHint(judged)).toContain('corrected by the same 22 labels');
  interval.method = 'judge_difference';
  expect(differenceHint(judged)).toContain('its error cancels out');
});
