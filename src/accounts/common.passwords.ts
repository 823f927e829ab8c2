/**
 * Words that most guessed passwords are built from, folded (no marks, no spaces, lower case), Vietnamese ones first. A password
 * that is nothing but one of them with digits or signs around it is guessed within the first few thousand tries, so a list of
 * words and a few patterns covers the usual lists of ten thousand and their Vietnamese cousins.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `matkhau matkhaumoi matkhaucu matkhaumacdinh dangnhap taikhoan quantri quantrivien xinchao chaobao chaomung toilaai khongbiet
  khongnho khongco anhyeuem emyeuanh yeuem yeuanh yeuanhnhieu yeuemnhieu anhnhoem emnhoanh iuanh iuem yeumai yeumaimai mailayeuem
  mailayeuanh mottinhyeu tinhyeu tinhban tinhbanthanthiet banthan banbe hanhphuc giadinh giadinhtoi bome bomeoi conyeu conyeume
  conyeubo meyeucon boyeucon metoi botoi concua vochong voyeu chongyeu vocong nguoiyeu nguoiyeucu honnhan hoahong hoahongxanh
  hoabanglang hoaphuong hoaban hoadao hoasen maimaiyeu mua mualanh muaxuan muathu muadong muaha ngaymai homnay maytinh dienthoai
  internet laptop vietnam vietnamvodich vietnamquehuongtoi vietnamquetoi quehuong quehuongtoi dattnuoc datnuoc hanoi hanoimuathu
  saigon sgn tphcm hochiminh bachho bacho danang haiphong cantho laichau dienbien laocai sonla yenbai hagiang caobang langson
  vinhphuc tamduong tamduonglaichau muongte sinho phongtho thanuyen tanuyen namnhun nhatrang dalat hue thanhhoa nghean hatinh
  namdinh thaibinh ubnd ubndxa ubndhuyen ubndtinh uyban uybannhandan hoithi cuocthi congdong zalo zalooa facebook youtube google
  gmail yahoo hotmail tiktok viettel vinaphone mobifone vnpt fpt covid covidmuoichin corona phongchongdich vacxin tiemchung
  congan canbo vanphong vanhoa thongtin giaovien hocsinh sinhvien truonghoc lophoc daihoc conga conmeo concho conheo convit
  gautruc thanhcong maymanmay mayman thanhpho toiyeuvietnam toiyeuem toiyeuanh iloveyou iloveu ilove loveyou lovely love lover
  loveme loveyouforever mylove babylove password passwort passw passwd pass passwordpassword mypassword newpassword changeme changeit
  letmein welcome hello helloworld admin administrator adminadmin root user username guest test testtest testing demo sample
  default secret supersecret login logon master access qwerty qwertyuiop qwertyui qwertyu qwert qwe qweqwe qweasd qweasdzxc qazwsx
  qazwsxedc qazxsw asdf asdfgh asdfghjk asdfghjkl asdfasdf asd asdasd zxcvbn zxcvbnm zxcv zxc zxczxc qwerasdf wsxedc poiuytrewq
  lkjhgfdsa mnbvcxz abc abcd abcde abcdef abcdefg abcdefgh abcdefghi abcabc aabbcc aaabbb abcxyz xyz xxx zzz aaa monkey dragon
  baseball football basketball soccer hockey golf superman batman spiderman ironman pokemon pikachu naruto doraemon conan
  starwars matrix trustno sunshine princess princesses shadow michael jordan michaeljordan jennifer jessica ashley charlie
  thomas daniel andrew joshua robert william anthony matthew nicole hannah samantha elizabeth alexander alexandra christian
  christine christopher benjamin jonathan stephanie victoria veronica patrick richard steven maggie ginger pepper cookie
  chocolate cheese banana orange apple strawberry flower butterfly angel angels rainbow summer winter spring autumn freedom
  forever whatever nothing internet computer samsung iphone nokia oppo xiaomi huawei windows microsoft linux ubuntu playstation
  nintendo minecraft counterstrike fifa liverpool chelsea arsenal barcelona realmadrid manchester manutd manunited juventus
  mercedes ferrari porsche yamaha honda suzuki toyota corvette mustang harley blackjack killer hunter ranger soldier wizard
  warrior phoenix diamond silver golden purple blue yellow green black white money lucky jesus jesuschrist mother father family
  brother sister friend friends bestfriend number secretary manager office company business temporary temppass nopassword
  blahblah asshole fuckyou fuckme bitch sexy hottie pussy bigdick playboy cocacola pepsi metallica nirvana slipknot blink
  eminem rockstar guitar music dancing dance hardcore gangster newyork california london america canada australia germany
  russia china thailand laos cambodia super star stars power energy thunder lightning tiger eagle falcon panther cowboys
  yankees lakers steelers packers redskins raiders dolphins giants broncos patriots redsox liverpoolfc scooter snoopy garfield
  mickey mickeymouse winnie barney bailey buster tigger smokey sparky rocky bandit junior rabbit turtle kitten puppy
  admintest administrators sysadmin sys oracle postgres mysql server network security secure private public
  nguyen nguyenvan nguyenthi tranvan tranthi levan lethi phamvan phamthi hoangvan hoangthi lovan lothi vangvan giangvan
  minhanh thuhuong thanhhuong ngoclan ngocanh phuonganh quanganh tuananh ducanh hoanganh thanhtung thanhnam minhquan hongnhung
  kimanh lananh maianh linhlinh huonggiang thuytrang thutrang kieutrang quynhanh quynhnhu`.split(/\s+/),
);
