package clinic;

import java.math.BigDecimal;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

@Entity
public class Part {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Integer id;

	@TenantId
	private UUID tenantId;

	private String code;

	private String name;

	private BigDecimal price;

	private int stock;

	protected Part() {
	}

	public Part(String code, String name, BigDecimal price) {
		this.code = code;
		this.name = name;
		this.price = price;
	}

	public Integer getId() {
		return this.id;
	}

	public String getCode() {
		return this.code;
	}

	public String getName() {
		return this.name;
	}

	public BigDecimal getPrice() {
		return this.price;
	}

	public int getStock() {
		return this.stock;
	}

}
