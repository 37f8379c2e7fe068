package clinic;

import java.math.BigDecimal;
import java.util.List;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

@Service
public class PriceList {

	private final Parts parts;

	private final JdbcClient jdbc;

	public PriceList(Parts parts, JdbcClient jdbc) {
		this.parts = parts;
		this.jdbc = jdbc;
	}

	@Cacheable(cacheNames = "prices", key = "@stratumTenantContext.required().id()")
	public List<Part> all() {
		return this.parts.findAllByOrderByCode();
	}

	@CacheEvict(cacheNames = "prices", allEntries = true)
	public void set(String code, String name, BigDecimal price) {
		this.jdbc.sql("""
				insert into part (code, name, price) values (?, ?, ?)
				on conflict (tenant_id, code) do update set name = excluded.name, price = excluded.price
				""").params(code, name, price).update();
	}

}
