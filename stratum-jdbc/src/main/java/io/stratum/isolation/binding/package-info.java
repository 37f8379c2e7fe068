/**
 * Tells each transaction for whom it runs, before its first statement.
 */
@NullMarked
package io.stratum.isolation.binding;

import org.jspecify.annotations.NullMarked;
