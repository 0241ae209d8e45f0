import { Mean } from '../../components/Mean';
import { Stat, Stats } from '../../components/Stat';
import { count } from '../../lib/numbers';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { type Agreement, verdict } from './agreementQuery';
import classes from './Raters.module.css';

const SCALES = {
  nominal: '; two values are equal or not',
  ordinal: '; two values differ by the ranks between them',
  interval: '; two values differ by their distance',
};

/** The result in a sentence, then its figures. */
export function AgreementFigures({
  found,
  score,
  unit,
}: {
  found: Agreement;
  score: string;
  unit: ScoreUnit;
}) {
  const { alpha, fleiss, percent, of, n_units: units, scale } = found;
  const raters = found.raters.filter(each => (of === 'people') === each.is_person);
  const alone = raters.length === 1 && of !== 'all';
  const who = of === 'people' ? 'people' : of === 'versions' ? 'the versions' : 'all';
  return (
    <>
      <p className={classes.sentence}>
        <Sentence found={found} score={score} unit={unit} raters={raters.length} />
      </p>
      {!alone && (
        <Stats>
          <Stat
            label="Krippendorff’s alpha"
            hint={`1 is perfect, 0 is chance${scale ? SCALES[scale] : ''}`}
          >
            <Mean value={alpha.value} interval={alpha.interval} digits={2} />
          </Stat>
          {fleiss.value !== null && (
            <Stat label="Fleiss’ kappa" hint="as many ratings of each">
              <Mean value={fleiss.value} interval={fleiss.interval} digits={2} />
            </Stat>
          )}
          <Stat label="Equal ratings" hint={`pairs of ratings of the same ${unit}`}>
            <Mean value={percent.value} interval={percent.interval} isShare digits={0} />
          </Stat>
          <Stat label="Rated by several" hint={`${count(alpha.n_units)} by ${who}`}>
            {count(units)}
          </Stat>
        </Stats>
      )}
    </>
  );
}

function Sentence({
  found,
  score,
  unit,
  raters,
}: {
  found: Agreement;
  score: string;
  unit: ScoreUnit;
  raters: number;
}) {
  const { alpha, of, n_units_of_one: ofOne } = found;
  const who =
    of === 'versions' ? `${raters} versions` : of === 'people' ? `${raters} people` : 'the raters';
  const alone =
    of === 'people'
      ? `One person rated ${score}; programs are compared with that person below.`
      : `Only one version rated ${score} where others did, so there is nothing to compare it with but people.`;
  return (
    <>
      {raters === 1 && of !== 'all'
        ? alone
        : `The agreement of ${who} on ${score} ${verdict(alpha)}.`}{' '}
      {found.is_cut && 'Only the newest of them were read. '}
      {ofOne > 0 &&
        `${count(ofOne)} more ${unit}s have one rating only and say nothing about agreement.`}
    </>
  );
}
