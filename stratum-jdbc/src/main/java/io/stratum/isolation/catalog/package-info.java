/**
 * What the database itself knows of tables, roles and views.
 */
@NullMarked
package io.stratum.isolation.catalog;

import org.jspecify.annotations.NullMarked;
