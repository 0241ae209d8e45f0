// light-dark(), rem() and @mixin hover of Mantine in our own CSS
module.exports = { plugins: { 'postcss-preset-mantine': {} } };
