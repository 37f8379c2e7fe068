package clinic;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import org.hibernate.annotations.TenantId;

@Entity
public class Mechanic {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Integer id;

	@TenantId
	private UUID tenantId;

	private String username;

	private String password;

	private String name;

	@ManyToMany
	@JoinTable(name = "mechanic_skill", joinColumns = @JoinColumn(name = "mechanic_id"),
			inverseJoinColumns = @JoinColumn(name = "skill_id"))
	private Set<Skill> skills = new LinkedHashSet<>();

	protected Mechanic() {
	}

	public Mechanic(String username, String password, String name, Set<Skill> skills) {
		this.username = username;
		this.password = password;
		this.name = name;
		this.skills.addAll(skills);
	}

	public Integer getId() {
		return this.id;
	}

	public String getUsername() {
		return this.username;
	}

	public String getPassword() {
		return this.password;
	}

	public String getName() {
		return this.name;
	}

	public Set<Skill> getSkills() {
		return this.skills;
	}

}
