package clinic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import org.hibernate.annotations.TenantId;

@Entity
public class Customer {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Integer id;

	@TenantId
	private UUID tenantId;

	private String name;

	private String email;

	@ElementCollection
	@CollectionTable(name = "customer_phone", joinColumns = @JoinColumn(name = "customer_id"))
	@Column(name = "phone")
	private Set<String> phones = new TreeSet<>();

	@OneToMany(mappedBy = "customer")
	private List<Bike> bikes = new ArrayList<>();

	protected Customer() {
	}

	public Customer(String name, String email, Set<String> phones) {
		this.name = name;
		this.email = email;
		this.phones.addAll(phones);
	}

	public Integer getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public String getEmail() {
		return this.email;
	}

	public Set<String> getPhones() {
		return this.phones;
	}

	public List<Bike> getBikes() {
		return this.bikes;
	}

}
