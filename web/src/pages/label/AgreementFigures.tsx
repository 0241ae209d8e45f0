import { Mean } from '../../components/Mean';
import { Stat, Stats } from '../../components/Stat';
import { count } from '../../lib/numbers';
import { type Agreement, verdict } from './agreementQuery';
import classes from './Label.module.css';

const SCALES = {
  nominal: 'equal or not',
  ordinal: 'by ranks between',
  interval: 'by distance',
};

/** The result in a sentence, then its figures. */
export function AgreementFigures({ found, score }: { found: Agreement; score: string }) {
  const { alpha, percent, of, n_units: units, n_units_of_one: ofOne, scale } = found;
  const people = found.raters.filter(({ is_person }) => is_person);
  const who = of === 'people' && people.length > 1 ? `${people.length} people` : 'the raters';
  const alone = of === 'people' && people.length === 1;
  return (
    <>
      <p className={classes.sentence}>
        {alone
          ? `One person rated ${score}; programs are compared with that person below.`
          : `The agreement of ${who} on ${score} ${verdict(alpha.value)}.`}{' '}
        {found.is_cut && 'Only the newest of them were read. '}
        {ofOne > 0 && `${count(ofOne)} more have one rating only and say nothing about agreement.`}
      </p>
      {!alone && (
        <Stats>
          <Stat
            label="Krippendorff’s alpha"
            hint={`1 is perfect, 0 is chance; values differ ${scale ? SCALES[scale] : ''}`}
          >
            <Mean value={alpha.value} interval={alpha.interval} digits={2} />
          </Stat>
          <Stat label="Equal ratings" hint="pairs of ratings of the same request">
            <Mean value={percent.value} interval={percent.interval} isShare digits={0} />
          </Stat>
          <Stat label="Rated by several" hint={`${count(alpha.n_units)} by ${of}`}>
            {count(units)}
          </Stat>
        </Stats>
      )}
    </>
  );
}
