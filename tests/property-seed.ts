import fc from 'fast-check';

// A suite that draws new examples at each run fails on changes that broke nothing. The seed is fixed, so
// that a failure belongs to the commit that it is shown on; FAST_CHECK_SEED=n searches elsewhere.
fc.configureGlobal({ seed: Number(process.env['FAST_CHECK_SEED'] ?? 930) });
