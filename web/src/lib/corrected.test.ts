import { expect, test } from 'vitest';
import { correctionHint, type Judged, labelledOf } from './corrected';

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
    `${words} The labels are of all groups, as this one has too few. Caution: the interval is wide.`,
  );
});
