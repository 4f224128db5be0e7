/** The contracts that the tests of several modules run, and the event that they are written in. */
@NullMarked
package io.github.lokiline.contract;

import org.jspecify.annotations.NullMarked;
