package io.stratum.sample.report;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reports in plain SQL, which nobody had to teach about tenants.
 */
@Repository
class Reports {

	private final JdbcClient jdbc;

	Reports(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<ProductSales> topProducts() {
		return this.jdbc.sql("""
				select sku, sum(quantity) as quantity, sum(quantity * unit_price) as revenue
				from order_line
				group by sku
				order by revenue desc, sku
				""")
			.query((row, index) -> new ProductSales(row.getString("sku"), row.getLong("quantity"),
					row.getBigDecimal("revenue").toPlainString()))
			.list();
	}

	/**
	 * What was sold of a product.
	 */
	record ProductSales(String sku, long quantity, String revenue) {

	}

}
