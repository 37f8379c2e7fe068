package io.stratum.sample.order;

import java.util.Collection;
import java.util.Set;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * The price list.
 */
interface Products extends Repository<Product, String> {

	/**
	 * Returns which of some products exist.
	 * @param skus the products asked for
	 * @return those of them that exist
	 */
	@Query("select p.sku from Product p where p.sku in :skus")
	Set<String> known(Collection<String> skus);

}
