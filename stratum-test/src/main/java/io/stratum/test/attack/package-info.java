/**
 * Runs any code for two tenants and compares what each saw.
 */
@NullMarked
package io.stratum.test.attack;

import org.jspecify.annotations.NullMarked;
