const { dest, src, task } = require('gulp');

// tsc copies no pictures: the icons that nodes and credential name as ../../icons/… go beside them in dist.
task('build:icons', () => src('icons/*.svg').pipe(dest('dist/icons')));
