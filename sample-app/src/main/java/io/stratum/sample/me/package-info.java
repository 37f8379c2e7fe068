/**
 * Who is asking, for whom, and what applies.
 */
@NullMarked
package io.stratum.sample.me;

import org.jspecify.annotations.NullMarked;
