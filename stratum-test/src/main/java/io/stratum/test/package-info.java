/**
 * What the tests of an application use.
 */
@NullMarked
package io.stratum.test;

import org.jspecify.annotations.NullMarked;
