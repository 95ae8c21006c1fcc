//! The columns of each file, and what stands in them.

use serde_json::json;

use crate::setting::{Table, clinic, done, issued, lines, office, paid};

/// The columns that clients of the original know, in their order.
const COLUMNS: [(&str, &str); 6] = [
    (
        "institutions",
        "id,name,type,street,city,state,zipCode,country,fullAddress,assignedUser,assignedUserEmail,tags,isActive,\
         bedCapacity,surgicalRooms,specialties,departments,equipmentTypes,certifications,complianceStatus,lastAuditDate,\
         complianceExpirationDate,contactCount,primaryContact,createdAt,updatedAt",
    ),
    (
        "contacts",
        "id,firstName,lastName,email,phone,title,department,isPrimary,isActive,institutionId,institutionName,\
         institutionType,institutionCity,institutionState,assignedUser,assignedUserEmail,createdAt,updatedAt",
    ),
    (
        "tasks",
        "id,title,description,status,priority,dueDate,completedAt,assigneeId,assignee,assigneeEmail,creatorId,creator,\
         creatorEmail,institutionId,institutionName,institutionType,createdAt,updatedAt,isOverdue",
    ),
    (
        "quotes",
        "id,quoteNumber,title,description,status,subtotal,totalDiscountAmount,totalTaxAmount,total,validUntil,acceptedAt,\
         rejectedAt,assignedUserId,assignedUser,assignedUserEmail,institutionId,institutionName,institutionType,createdAt,\
         updatedAt,isExpired",
    ),
    (
        "invoices",
        "id,invoiceNumber,title,description,status,subtotal,totalDiscountAmount,totalTaxAmount,total,dueDate,totalPaid,\
         remainingAmount,assignedUserId,assignedUser,assignedUserEmail,institutionId,institutionName,institutionType,\
         createdAt,updatedAt,isOverdue,kind,type,issueDate,deductedAmount,creditedAmount",
    ),
    (
        "payments",
        "id,invoiceId,invoiceNumber,invoiceKind,amount,paymentDate,paymentMethod,reference,status,notes,recordedById,\
         recordedBy,recordedByEmail,institutionId,institutionName,institutionType,createdAt,updatedAt",
    ),
];

#[tokio::test]
async fn each_file_has_the_columns_of_the_contract() {
    let firm = office().await;
    for (list, columns) in COLUMNS {
        let answer = firm.manager.get(&format!("/api/export/{list}")).await.expect(200);
        assert_eq!(answer.text(), format!("\u{feff}{columns}\r\n"), "an empty list has its columns");
        assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
        let name = answer.header("content-disposition");
        assert!(name.starts_with(&format!("attachment; filename=\"{list}-20")) && name.ends_with(".csv\""), "{name}");
    }
}

#[tokio::test]
async fn institutions_and_contacts() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique du Port", "411-PORT").await;
    let input = json!({
        "institutionId": clinic, "firstName": "Zoé", "lastName": "Le Goff", "email": "zoe@clinique.example",
        "isPrimary": true,
    });
    done(&firm.manager, "createContact", "contact", "id", input).await;
    let table = Table::of(&firm.manager.get("/api/export/institutions").await.expect(200));
    let auditor = firm.auditor.user.as_ref().unwrap();
    for (column, expected) in [
        ("id", clinic.as_str()),
        ("name", "Clinique du Port"),
        ("type", "clinic"),
        ("city", "Nantes"),
        ("tags", "bloc, urgent"),
        ("isActive", "true"),
        ("bedCapacity", "120"),
        ("specialties", "cardiologie, orl"),
        ("certifications", ""),
        ("contactCount", "1"),
        ("primaryContact", "Zoé Le Goff"),
        ("assignedUserEmail", auditor.email.as_str()),
    ] {
        assert_eq!(table.only(column), expected, "{column}");
    }
    assert!(table.only("fullAddress").contains("Nantes, 44000"), "{table:?}");
    assert!(table.only("createdAt").ends_with('Z'), "{table:?}");
    let table = Table::of(&firm.manager.get("/api/export/contacts").await.expect(200));
    for (column, expected) in [
        ("firstName", "Zoé"),
        ("institutionId", clinic.as_str()),
        ("institutionName", "Clinique du Port"),
        ("institutionCity", "Nantes"),
        ("isPrimary", "true"),
        ("phone", ""),
    ] {
        assert_eq!(table.only(column), expected, "{column}");
    }
}

#[tokio::test]
async fn tasks_and_quotes() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", "411-C").await;
    let input = json!({
        "title": "Relancer, vite", "institutionId": clinic, "assigneeId": firm.auditor.id(), "dueDate": "2026-01-05T10:00:00Z",
    });
    let task = done(&firm.manager, "createTask", "task", "id", input).await;
    let input = json!({ "institutionId": clinic, "title": "Audit du bloc", "lines": lines() });
    let quote = done(&firm.manager, "createQuote", "quote", "id quoteNumber", input).await;
    let table = Table::of(&firm.admin.get("/api/export/tasks").await.expect(200));
    for (column, expected) in [
        ("id", task["id"].as_str().unwrap()),
        ("title", "Relancer, vite"),
        ("status", "todo"),
        ("priority", "medium"),
        ("dueDate", "2026-01-05T10:00:00.000Z"),
        ("completedAt", ""),
        ("institutionType", "clinic"),
        ("isOverdue", "true"),
    ] {
        assert_eq!(table.only(column), expected, "{column}");
    }
    assert_eq!(table.only("creatorId"), firm.manager.id().to_string());
    let table = Table::of(&firm.admin.get("/api/export/quotes").await.expect(200));
    for (column, expected) in [
        ("quoteNumber", quote["quoteNumber"].as_str().unwrap()),
        ("status", "draft"),
        ("subtotal", "150.00"),
        ("totalTaxAmount", "20.00"),
        ("total", "170.00"),
        ("institutionName", "Clinique"),
        ("isExpired", "false"),
    ] {
        assert_eq!(table.only(column), expected, "{column}");
    }
}

#[tokio::test]
async fn invoices_and_payments() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", "411-C").await;
    let invoice = issued(&firm.manager, &clinic, "Audit", lines()).await;
    let payment = paid(&firm.manager, &invoice, "50", "VIR 12").await;
    let table = Table::of(&firm.manager.get("/api/export/invoices").await.expect(200));
    for (column, expected) in [
        ("invoiceNumber", invoice["invoiceNumber"].as_str().unwrap()),
        ("status", "partially_paid"),
        ("total", "170.00"),
        ("totalPaid", "50.00"),
        ("remainingAmount", "120.00"),
        ("isOverdue", "false"),
        ("kind", "invoice"),
        ("type", "standard"),
    ] {
        assert_eq!(table.only(column), expected, "{column}");
    }
    let french = firm.manager.get("/api/export/payments?locale=fr").await.expect(200);
    let table = Table::parted(&french, ';');
    for (column, expected) in [
        ("id", payment["id"].as_str().unwrap()),
        ("invoiceNumber", invoice["invoiceNumber"].as_str().unwrap()),
        ("amount", "50,00"),
        ("paymentMethod", "bank_transfer"),
        ("reference", "VIR 12"),
        ("status", "confirmed"),
        ("institutionName", "Clinique"),
    ] {
        assert_eq!(table.only(column), expected, "{column}");
    }
    assert_eq!(table.only("paymentDate").len(), "2026-11-30 10:00:00".len(), "{table:?}");
    // As the list: one that is issued is `sent`.
    issued(&firm.manager, &clinic, "Suivi", lines()).await;
    let table = Table::of(&firm.manager.get("/api/export/invoices?status=sent").await.expect(200));
    assert_eq!((table.only("title"), table.only("status")), ("Suivi", "sent"));
}
