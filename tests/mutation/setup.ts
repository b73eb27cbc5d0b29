import fc from 'fast-check';

// Enough for a mutant; the tests themselves have a higher limit.
fc.configureGlobal({ numRuns: 20 });
