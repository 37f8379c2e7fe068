/**
 * Who did what, when and to what: a log that shows when somebody tampers with it.
 */
@NullMarked
package io.stratum.audit;

import org.jspecify.annotations.NullMarked;
