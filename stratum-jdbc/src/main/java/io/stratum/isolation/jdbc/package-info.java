/**
 * JDBC objects that pass calls on through a few gates; not for applications.
 */
@NullMarked
package io.stratum.isolation.jdbc;

import org.jspecify.annotations.NullMarked;
